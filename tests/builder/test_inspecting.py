"""A file may take so much memory and time, and no more."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from kim_plugins.builder import inspecting
from kim_plugins.builder.inspecting import inspect_safely
from kim_plugins.catalogue import Media
from kim_plugins.catalogue.media import inspection
from kim_plugins.records.problems import Fault
from tests.catalogue.sites import picture

MEASURED = """
import resource, sys
from pathlib import Path
from kim_plugins.catalogue.media.image_files import image_files
from kim_plugins.builder.inspecting import inspect_safely
path = sys.argv[1]
data = Path(path).read_bytes()
found = inspect_safely(path, data)
list(image_files(found, data))
# What the process that started this one took is counted in its own rusage.
own = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(found.width * found.height, max(own, children))
"""
BOUNDED = """
import sys
from pathlib import Path
from kim_plugins.builder import inspecting
inspecting.MOST_MEMORY = 0
inspecting.can_fork = lambda: True
print(inspecting.inspect_safely("a.png", Path(sys.argv[1]).read_bytes()).message)
"""


def written(size: tuple[int, int], kind: str) -> bytes:
    data = io.BytesIO()
    image = Image.new("RGB", size, "green")
    if kind == "HEIF":
        # What is measured is the reading: the encoder's default takes four times as long.
        pillow_heif.from_pillow(image).save(data, enc_params={"preset": "ultrafast"})
    else:
        image.save(data, kind)
    return data.getvalue()


@pytest.mark.skipif(
    sys.platform != "linux", reason="kilobytes are counted in other units elsewhere"
)
@pytest.mark.parametrize(
    "size, kind, most", [((16320, 12240), "JPEG", 250), ((9000, 9000), "HEIF", 900)]
)
def test_huge_photographs_take_little_memory(
    size: tuple[int, int], kind: str, most: int, tmp_path: Path
) -> None:
    """Looked at and drawn, in megabytes."""
    file = tmp_path / f"a.{'jpg' if kind == 'JPEG' else 'heic'}"
    file.write_bytes(written(size, kind))
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(file)], capture_output=True, check=True, text=True
    )
    pixels, kilobytes = map(int, done.stdout.split())
    assert pixels == size[0] * size[1]
    assert kilobytes < most * 1000


@pytest.mark.skipif(sys.platform != "linux", reason="others know no such limits")
def test_what_takes_too_much_memory_is_named(tmp_path: Path) -> None:
    """In a process that has nothing to spare, as this one has after other tests."""
    (tmp_path / "a.png").write_bytes(written((10000, 10000), "PNG"))
    done = subprocess.run(
        [sys.executable, "-c", BOUNDED, str(tmp_path / "a.png")],
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout.startswith("berkas 'a.png' terlalu berat untuk dibuka")


@pytest.mark.skipif(sys.platform != "linux", reason="what is replaced here isn't known elsewhere")
def test_what_takes_too_long_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspecting, "MOST_SECONDS", 1)
    monkeypatch.setattr(inspecting, "_LIGHT_PIXELS", 1)
    monkeypatch.setattr(inspecting, "can_fork", lambda: True)
    monkeypatch.setattr(inspection, "inspect", lambda *_: time.sleep(60))
    started = time.monotonic()
    assert isinstance(inspect_safely("a.png", picture()), Fault)
    assert time.monotonic() - started < 50


def test_a_verdict_is_the_same_wherever_it_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspecting, "_LIGHT_PIXELS", 1)
    for path, data in (("a.png", picture()), ("a.png", b"x"), ("a.jpg", picture("JPEG"))):
        found = inspect_safely(path, data)
        assert isinstance(found, (Media, Fault))
        assert found == inspection.inspect(path, data)
