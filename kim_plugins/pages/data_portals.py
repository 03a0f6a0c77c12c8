"""What portals read about a site's open data: DCAT 3 for CKAN, schema.org for search engines.

District portals in Indonesia run CKAN, as data.go.id does; its harvester takes a `dcat:Catalog` as
JSON-LD, and reads title, description, publisher, licence, dates and distributions. The context
stands in the file, so that no other one has to be fetched. Sources: W3C Data Catalog Vocabulary 3;
the mapping of ckanext-dcat; Google's documentation of Dataset.
"""

from __future__ import annotations

from typing import Any, Final

from kim_plugins.catalogue import Catalogue
from kim_plugins.catalogue.addresses import DATA, DATA_CATALOGUE, DATA_FILE, DATA_SCHEMA

KEYWORDS: Final = ("KIM", "informasi desa", "musyawarah", "literasi digital")
MEDIA_TYPE: Final = "application/x-ndjson"

_CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def description(catalogue: Catalogue) -> str:
    """A sentence for portals on what the data are."""
    return (
        f"Berita, pelajaran literasi, hasil musyawarah, dan profil kelompok yang terbit di "
        f"{catalogue.options.name}: satu baris JSON tiap tulisan, diperbarui setiap kali ada yang "
        "terbit."
    )


def title(catalogue: Catalogue) -> str:
    """The title of the data set."""
    return f"Katalog {catalogue.options.name}"


def dcat_catalogue(catalogue: Catalogue) -> dict[str, Any]:
    """The site's catalogue of data sets, of which there is one, as DCAT in JSON-LD."""
    options = catalogue.options
    at = options.absolute
    return {
        "@context": _CONTEXT,
        "@id": at(DATA_CATALOGUE),
        "@type": "dcat:Catalog",
        **_titles(catalogue),
        "dct:publisher": {"@id": at("/")},
        "foaf:homepage": {"@id": at(DATA)},
        "dct:language": options.language,
        **_terms(catalogue),
        "dcat:dataset": [_dcat_dataset(catalogue)],
    }


def _dcat_dataset(catalogue: Catalogue) -> dict[str, Any]:
    options = catalogue.options
    at = options.absolute
    return {
        "@id": f"{at(DATA)}#data",
        "@type": "dcat:Dataset",
        **_titles(catalogue),
        "dct:identifier": f"{at(DATA)}#data",
        "dct:language": options.language,
        "dct:publisher": {
            "@id": at("/"),
            "@type": "foaf:Organization",
            "foaf:name": options.name,
        },
        "dcat:keyword": list(KEYWORDS),
        "dcat:landingPage": {"@id": at(DATA)},
        "dct:accrualPeriodicity": {
            "@id": "http://publications.europa.eu/resource/authority/frequency/IRREG"
        },
        **_terms(catalogue),
        "dcat:distribution": [_dcat_distribution(catalogue)],
    }


def _dcat_distribution(catalogue: Catalogue) -> dict[str, Any]:
    at = catalogue.options.absolute
    return {
        "@id": at(DATA_FILE),
        "@type": "dcat:Distribution",
        "dct:title": f"{title(catalogue)} (NDJSON)",
        "dcat:accessURL": {"@id": at(DATA)},
        "dcat:downloadURL": {"@id": at(DATA_FILE)},
        "dcat:mediaType": MEDIA_TYPE,
        "dct:format": "NDJSON",
        "dct:conformsTo": {"@id": at(DATA_SCHEMA)},
        **_terms(catalogue),
    }


def _titles(catalogue: Catalogue) -> dict[str, Any]:
    return {"dct:title": title(catalogue), "dct:description": description(catalogue)}


def dataset(catalogue: Catalogue) -> dict[str, Any]:
    """The data set as schema.org has it, for the page about it."""
    options = catalogue.options
    at = options.absolute
    properties = {
        "@type": "Dataset",
        "@id": f"{at(DATA)}#data",
        "name": title(catalogue),
        "description": description(catalogue),
        "url": at(DATA),
        "inLanguage": options.language,
        "keywords": list(KEYWORDS),
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": options.name, "url": at("/")},
        "license": options.license_url,
        "dateModified": _last_day(catalogue),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": MEDIA_TYPE,
                "contentUrl": at(DATA_FILE),
            }
        ],
    }
    return {key: value for key, value in properties.items() if value}


def _terms(catalogue: Catalogue) -> dict[str, Any]:
    """The licence, and the day of the last change."""
    options, changed = catalogue.options, _last_day(catalogue)
    dated = {"dct:modified": {"@value": changed, "@type": "xsd:date"}} if changed else {}
    if options.license_url:
        return {"dct:license": {"@id": options.license_url}, **dated}
    return {"dct:rights": options.license_name, **dated} if options.license_name else dated


def _last_day(catalogue: Catalogue) -> str:
    """The day of the last change: with its hour the page would change with every bulletin."""
    changed = catalogue.last_change
    return str(changed.astimezone(catalogue.options.zone).date()) if changed else ""
