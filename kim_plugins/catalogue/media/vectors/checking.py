"""The verdict on a drawing: why it is refused, or what is lost when it is published."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from kim_plugins.catalogue.media.file import VECTOR, Media
from kim_plugins.catalogue.media.vectors.losses import Loss, LossKind
from kim_plugins.catalogue.media.vectors.parsing import SvgError
from kim_plugins.catalogue.media.vectors.writing import sanitised_svg
from kim_plugins.records.problems import Fault, Severity, quote

_LONGEST: Final = 60
_AS_PNG: Final = "atau ekspor sebagai PNG, misalnya: {png}"
_OUTLINES: Final = "di program gambarnya ubah tulisan menjadi kurva (path)"
_EXPLAINED: Final = {
    LossKind.OUTSIDE: (
        "K360",
        "mengambil {written} dari luar berkasnya, yang tidak akan tampil di situs",
        f"sematkan (embed) bagian itu di dalam berkas SVG, {_AS_PNG}",
        Severity.ERROR,
    ),
    LossKind.EMBEDDED: (
        "K361",
        "menyematkan {written}, yang bukan gambar PNG, JPEG, GIF atau WebP yang utuh",
        f"sematkan gambarnya sebagai PNG, {_AS_PNG}",
        Severity.ERROR,
    ),
    LossKind.TEXT: (
        "K362",
        "memuat tulisan {written} yang hanya tampil di program asalnya",
        f"{_OUTLINES} atau matikan teks berformat (HTML), {_AS_PNG}",
        Severity.ERROR,
    ),
    LossKind.TEXT_INSTEAD: (
        "K363",
        "memuat tulisan berformat {written}, yang tampil sebagai penggantinya yang sederhana",
        f"periksa gambarnya di pratinjau; bila tulisannya rusak, {_OUTLINES}, {_AS_PNG}",
        Severity.WARNING,
    ),
    LossKind.FONT: (
        "K364",
        "memakai huruf dari luar berkasnya ({written}); tulisannya tampil dengan huruf lain",
        f"{_OUTLINES}, {_AS_PNG}",
        Severity.WARNING,
    ),
    LossKind.PROGRAM: (
        "K365",
        "memuat program atau tautan ({written}); gambarnya diterbitkan tanpa itu",
        f"simpan sebagai SVG biasa (Plain SVG), {_AS_PNG}",
        Severity.WARNING,
    ),
    LossKind.MOTION: (
        "K366",
        "bergerak ({written}), tetapi di situs tampil diam seperti pada awalnya",
        f"simpan sebagai gambar diam yang menjelaskan isinya, {_AS_PNG}",
        Severity.WARNING,
    ),
}


def inspect_svg(path: str, data: bytes) -> Media | Fault:
    """The drawing in a file with remarks on what it loses, or why it is refused."""
    png = PurePosixPath(path).with_suffix(".png").name
    try:
        made = sanitised_svg(data)
    except SvgError as error:
        return Fault("K306", f"berkas {quote(path)} {error}", _resaved(png))
    found = [_explained(path, png, loss) for loss in made.losses]
    if found and found[0].severity is Severity.ERROR:
        return found[0]
    return Media(path, VECTOR, len(data), made.width, made.height, notes=tuple(found))


def _resaved(png: str) -> str:
    return f"simpan ulang sebagai SVG biasa (Plain SVG), {_AS_PNG.format(png=png)}"


def _explained(path: str, png: str, loss: Loss) -> Fault:
    code, what, hint, severity = _EXPLAINED[loss.kind]
    written = loss.written
    shown = quote(written if len(written) <= _LONGEST else f"{written[: _LONGEST - 1]}…")
    said = what.format(written=shown)
    return Fault(code, f"berkas {quote(path)} {said}", hint.format(png=png), severity)
