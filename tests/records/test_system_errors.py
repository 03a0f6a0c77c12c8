"""Why the system refuses a file is never said in its own English."""

from __future__ import annotations

import errno
import os

import pytest

from kim_plugins.records.system_errors import why_unreadable, why_unwritable

USUAL = (
    *(errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EACCES, errno.EPERM, errno.EROFS),
    *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBUSY, errno.ENOMEM),
    *(errno.ELOOP, errno.ENAMETOOLONG, errno.EMFILE, errno.ENFILE),
)
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@pytest.mark.parametrize("code", USUAL)
def test_a_usual_reason_is_said_in_words_of_an_editor(code: int) -> None:
    error = OSError(code, os.strerror(code))
    assert os.strerror(code) not in {why_unreadable(error), why_unwritable(error)}


@pytest.mark.parametrize("code", USUAL)
def test_where_room_is_lacking_it_is_made_and_otherwise_another_place_is_taken(code: int) -> None:
    error = OSError(code, os.strerror(code))
    remedy = "hapus berkas yang tidak perlu" if code in FULL else "pilih tempat lain"
    assert why_unwritable(error, "pilih tempat lain") == f"{why_unwritable(error)}, {remedy}"


def test_an_unusual_reason_is_the_systems_own() -> None:
    error = OSError(errno.EXDEV, os.strerror(errno.EXDEV))
    assert why_unreadable(error) == why_unwritable(error) == os.strerror(errno.EXDEV)


def test_bytes_that_are_no_text_are_said_to_be_none() -> None:
    with pytest.raises(UnicodeDecodeError) as failed:
        b"\xff".decode()
    assert why_unreadable(failed.value) == "bukan teks UTF-8"
