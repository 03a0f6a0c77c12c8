"""Write down what a site's .venv holds: docs/sbom.cdx.json and the table in docs/lisensi.md.

The first is a CycloneDX document, for programs that compare it with lists of weaknesses.

scripts/lock.py calls it with the Python of .venv after every change of the pins.
"""

import json
import re
from email.message import Message
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

SBOM: Final = "docs/sbom.cdx.json"
LICENCES: Final = "docs/lisensi.md"
PROGRAM: Final = "kim_plugins"

_PIN: Final = re.compile(r"^([\w.-]+)==([^\s;]+)", re.MULTILINE)
_TABLE: Final = re.compile(r"(<!-- tabel: lisensi -->\n).*?(<!-- akhir tabel -->)", re.DOTALL)
_CLASSIFIER: Final = "License :: "
_LONGEST_NAME: Final = 40
"""Characters; what is longer in the field `License` is a licence's text."""


def inventory(root: Path) -> dict[str, str]:
    """Return the generated files by path, from the pins and from what is installed.

    Raises `PackageNotFoundError` if a pinned package isn't installed.
    """
    pins = dict(_PIN.findall((root / "requirements/runtime.txt").read_text(encoding="utf-8")))
    packages = {name: distribution(name) for name in pins}
    page = (root / LICENCES).read_text(encoding="utf-8")
    table = _table(packages)
    return {
        SBOM: _sbom(packages),
        LICENCES: _TABLE.sub(lambda marks: f"{marks[1]}{table}{marks[2]}", page),
    }


def licence_of(metadata: Message) -> str:
    """Return the licence that a package names: an SPDX expression, or the words it uses."""
    if expression := metadata.get("License-Expression"):
        return str(expression)
    written = str(metadata.get("License") or "").strip()
    if written and written != "UNKNOWN" and len(written) <= _LONGEST_NAME:
        return written
    named = [str(one) for one in metadata.get_all("Classifier", [])]
    ends = [one.rsplit(" :: ", 1)[-1] for one in named if one.startswith(_CLASSIFIER)]
    return " / ".join(ends) or "tidak disebut"


def _table(packages: dict[str, Distribution]) -> str:
    lines = ["| Pustaka | Versi | Lisensi |", "|---|---|---|"]
    lines += [
        f"| {name} | {package.version} | {licence_of(_metadata(package))} |"
        for name, package in packages.items()
    ]
    return "\n".join(lines) + "\n"


def _sbom(packages: dict[str, Distribution]) -> str:
    licences = LicenseFactory()
    components = {
        name: Component(
            type=ComponentType.LIBRARY,
            name=name,
            version=package.version,
            bom_ref=name,
            purl=PackageURL("pypi", None, name, package.version),
            licenses=[licences.make_from_string(licence_of(_metadata(package)))],
        )
        for name, package in packages.items()
    }
    program = distribution(PROGRAM)
    subject = Component(
        type=ComponentType.APPLICATION, name=PROGRAM, version=program.version, bom_ref=PROGRAM
    )
    contents = "".join(str(component.purl) for component in components.values())
    bom = Bom(components=components.values(), serial_number=uuid5(NAMESPACE_URL, contents))
    bom.metadata.component = subject
    bom.register_dependency(subject, _needed(program, components))
    for name, package in packages.items():
        bom.register_dependency(components[name], _needed(package, components))
    document = json.loads(JsonV1Dot6(bom).output_as_string())
    del document["metadata"]["timestamp"]  # the same pins give the same bytes
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _needed(package: Distribution, components: dict[str, Component]) -> list[Component]:
    """Return what a package needs on some system or other, its extras left out."""
    wanted = [Requirement(line) for line in package.requires or ()]
    plain = [one for one in wanted if one.marker is None or "extra" not in str(one.marker)]
    names = {canonicalize_name(one.name) for one in plain}
    return [component for name, component in components.items() if name in names]


def _metadata(package: Distribution) -> Message:
    metadata = package.metadata
    assert isinstance(metadata, Message)  # noqa: S101 - typing knows only its protocol
    return metadata


def main() -> None:
    """Write the files."""
    root = Path(__file__).resolve().parent.parent
    for path, text in inventory(root).items():
        (root / path).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
