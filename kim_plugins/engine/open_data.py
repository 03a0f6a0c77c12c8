"""The whole of the open data: the files of each kind and year, one after the other.

These files are made as any other, when a record in them changes. The whole asks the catalogue
nothing: its key is made of theirs.
"""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.builder.outputs import place_of
from kim_plugins.catalogue.addresses import DATA_FILE
from kim_plugins.engine.catalogue import catalogue_of, plugin_of
from kim_plugins.engine.publish import making_of, outputs_of
from kim_plugins.pages import data_targets, is_data_part


def offer_all_data(config: MkDocsConfig) -> None:
    """Offer the whole, when its parts are made."""
    making, outputs = making_of(config), outputs_of(config)
    if plugin_of(config).preview:
        # There nothing is made before somebody asks for it.
        names = sorted(target.name for target in data_targets(catalogue_of(config)))
        outputs.offer(
            DATA_FILE, "", lambda: b"".join(making.at(place_of(one)) or b"" for one in names)
        )
        return
    places = sorted(filter(is_data_part, outputs.keys))
    key = making.key(*(outputs.keys[place] for place in places))
    outputs.offer(DATA_FILE, key, lambda: b"".join(map(outputs.read, places)))
