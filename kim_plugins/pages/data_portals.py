"""What portals read about a site's open data: DCAT 3 for CKAN, schema.org for search engines.

District portals in Indonesia run CKAN, as data.go.id does; its harvester takes a `dcat:Catalog` as
JSON-LD, and reads title, description, publisher, licence, dates and distributions. The context
stands in the file, so nobody has to fetch another one. Sources: W3C Data Catalog Vocabulary 3;
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


def described(catalogue: Catalogue) -> str:
    """What the data are, in a sentence for portals."""
    return (
        f"Berita, pelajaran literasi, hasil musyawarah, dan profil kelompok yang terbit di "
        f"{catalogue.options.name}: satu baris JSON tiap tulisan, diperbarui setiap kali ada yang "
        "terbit."
    )


def title(catalogue: Catalogue) -> str:
    """What the data are called."""
    return f"Katalog {catalogue.options.name}"


def dcat_catalogue(catalogue: Catalogue) -> dict[str, Any]:
    """The catalogue of data sets of this site, which are one, as DCAT in JSON-LD."""
    options = catalogue.options
    at = options.absolute
    publisher = {"@id": at("/"), "@type": "foaf:Organization", "foaf:name": options.name}
    rights = _rights(catalogue)
    changed = _last_day(catalogue)
    dated = {"dct:modified": {"@value": changed, "@type": "xsd:date"}} if changed else {}
    about = {"dct:title": title(catalogue), "dct:description": described(catalogue)}
    file = {
        "@id": at(DATA_FILE),
        "@type": "dcat:Distribution",
        "dct:title": f"{title(catalogue)} (NDJSON)",
        "dcat:accessURL": {"@id": at(DATA)},
        "dcat:downloadURL": {"@id": at(DATA_FILE)},
        "dcat:mediaType": MEDIA_TYPE,
        "dct:format": "NDJSON",
        "dct:conformsTo": {"@id": at(DATA_SCHEMA)},
        **rights,
        **dated,
    }
    data = {
        "@id": f"{at(DATA)}#data",
        "@type": "dcat:Dataset",
        **about,
        "dct:identifier": f"{at(DATA)}#data",
        "dct:language": options.language,
        "dct:publisher": publisher,
        "dcat:keyword": list(KEYWORDS),
        "dcat:landingPage": {"@id": at(DATA)},
        "dct:accrualPeriodicity": {
            "@id": "http://publications.europa.eu/resource/authority/frequency/IRREG"
        },
        **rights,
        **dated,
        "dcat:distribution": [file],
    }
    return {
        "@context": _CONTEXT,
        "@id": at(DATA_CATALOGUE),
        "@type": "dcat:Catalog",
        **about,
        "dct:publisher": {"@id": at("/")},
        "foaf:homepage": {"@id": at(DATA)},
        "dct:language": options.language,
        **rights,
        **dated,
        "dcat:dataset": [data],
    }


def dataset(catalogue: Catalogue) -> dict[str, Any]:
    """The data set as schema.org has it, for the page about it."""
    options = catalogue.options
    at = options.absolute
    found = {
        "@type": "Dataset",
        "@id": f"{at(DATA)}#data",
        "name": title(catalogue),
        "description": described(catalogue),
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
    return {key: value for key, value in found.items() if value}


def _rights(catalogue: Catalogue) -> dict[str, Any]:
    options = catalogue.options
    if options.license_url:
        return {"dct:license": {"@id": options.license_url}}
    return {"dct:rights": options.license_name} if options.license_name else {}


def _last_day(catalogue: Catalogue) -> str:
    """The day of the last change: with its hour the page would change with every bulletin."""
    changed = catalogue.last_change
    return str(changed.astimezone(catalogue.options.zone).date()) if changed else ""
