r"""SVG drawings: parsed safely and written anew from what an allow-list knows.

A drawing is a document that could run programs and fetch from anywhere. What a browser draws from
stays (`allowed`); styles are read as a browser reads them (`styles`); what is taken away and would
have been seen is a loss that somebody must be told of (`losses`).

A drawing is written anew. An SVG is a document that can run programs, fetch from anywhere and call
its own parts a billion times, in spellings that no search finds (`@\69mport`, an entity, `<animate
attributeName="href">`). So `media/vectors` reads it (libxml2 keeps the bounds of depth and
entities, and fetches nothing), copies what `allowed.py` lists, and writes that; styles are read as
tokens, as browsers read them (tinycss2). Inspection and publishing call the same function, so that
the verdict is on what is published. What a reader would have seen is a loss with a message;
pictures inside lose their notes and no pixel (`media/picture_notes.py`). Written anew once more it
is the same, and loses nothing; a dozen programs' drawings are compared in Chromium pixel by pixel.
"""

from kim_plugins.catalogue.media.vectors.losses import Loss, LossKind
from kim_plugins.catalogue.media.vectors.parsing import SvgError
from kim_plugins.catalogue.media.vectors.writing import CleanSvg, sanitised_svg

__all__ = ["CleanSvg", "Loss", "LossKind", "SvgError", "sanitised_svg"]
