"""Checks whether the target of a move is free and right for its kind of file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from kim_plugins.catalogue.addresses import expected_place
from kim_plugins.catalogue.content import Content, Unreadable
from kim_plugins.catalogue.media import Media
from kim_plugins.catalogue.memory import Memory
from kim_plugins.records import Kind, kind_of
from kim_plugins.records.kinds import FOLDER_OF
from kim_plugins.records.problems import quote
from kim_plugins.records.reader import kind_in
from kim_plugins.records.reading.document import read_document


def obstacle(content: Content, paths: Mapping[str, str]) -> str:
    """A sentence on the first file that can't move to its new path; empty where all can."""
    taken = {*content.documents, *content.media}
    for source, target in paths.items():
        if target in taken:
            return f"{quote(target)} sudah ada; pilih nama lain"
        if sentence := _wrong_place(source, target, content):
            return sentence
    return ""


def wrong_suffix(source: str, target: str, memory: Memory) -> str:
    """The fault of a new ending; that of a picture may become the one of its format."""
    suffix = PurePosixPath(source).suffix
    if PurePosixPath(target).suffix.lower() == suffix.lower():
        return ""
    _, media = memory.media.get(source, (b"", None))
    if not isinstance(media, Media) or not media.is_picture:
        return f"nama baru {quote(target)} harus berakhiran {suffix} seperti nama lamanya"
    moved = replace(media, path=target)
    if moved.right_path == target:
        return ""
    right = PurePosixPath(moved.right_path).name
    return f"nama baru {quote(target)} tidak sesuai isinya; tulis misalnya {right}"


def _wrong_place(source: str, target: str, content: Content) -> str:
    suffix, other = PurePosixPath(source).suffix, PurePosixPath(target).suffix
    is_document = suffix.lower() == ".md"
    if other not in (suffix, suffix.lower()) and (is_document or other.lower() == ".md"):
        return f"nama baru {quote(target)} harus berakhiran {suffix} seperti nama lamanya"
    if any(part.startswith(".") for part in target.split("/")):
        return f"nama {quote(target)} tidak boleh diawali titik"
    if not is_document:
        return ""
    kind = _kind(content, source)
    if kind_of(target) is not kind:
        folder = f"{FOLDER_OF[kind]}/" if kind in FOLDER_OF else "folder isi"
        return f"{quote(target)} bukan tempat untuk berkas ini; jenisnya ikut folder {folder}"
    example = expected_place(target)
    return f"{quote(target)} bukan tempatnya; tulis misalnya {example}" if example else ""


def _kind(content: Content, path: str) -> Kind:
    """The kind of a file by its fields."""
    try:
        document = read_document(path, content.read(path))[0]
    except Unreadable:
        document = None
    return kind_in(path, document.fields) if document else kind_of(path)
