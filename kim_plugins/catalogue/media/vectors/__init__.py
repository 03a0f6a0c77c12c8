"""SVG drawings: read safely, kept as far as an allow-list knows them, and written anew.

A drawing is a document that could run programs and fetch from anywhere. What a browser draws from
stays (`allowed`); styles are read as a browser reads them (`styles`); what is taken away and would
have been seen is a loss that somebody must be told of (`losses`).
"""

from kim_plugins.catalogue.media.vectors.losses import Loss, LossKind
from kim_plugins.catalogue.media.vectors.parsing import DrawingError
from kim_plugins.catalogue.media.vectors.writing import Drawing, written_anew

__all__ = ["Drawing", "DrawingError", "Loss", "LossKind", "written_anew"]
