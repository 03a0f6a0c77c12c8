"""What mkdocs.yml says of a site, in the form that the core takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.builder.files import content_of
from kim_plugins.catalogue import Content, SiteOptions
from kim_plugins.catalogue.options import is_public
from kim_plugins.engine import options
from kim_plugins.engine.look.plain import has_default_look
from kim_plugins.engine.sources import Sources

LEAVE_OUT = "leave-out"
_LONG_FORM: Final = "Komunitas Informasi Masyarakat"


class CatalogueConfig(options.Options):
    """Options of `kim/catalogue` in mkdocs.yml."""

    timezone = options.Zone("Asia/Jakarta")
    """The zone of every time that names none."""
    on_invalid = options.OneOf("stop", LEAVE_OUT)
    """Whether one faulty file holds up the site, or is left out and named."""
    guid_host = options.Host("kim-desa-anda.example")
    """The authority in guids; set it once, so that they outlive a move of the site."""
    guid_host_was = options.Host("kim-desa-anda.example")
    """The authority that guids had: confirms that subscribers get everything once more."""
    long_form = options.Line(_LONG_FORM, _LONG_FORM)
    """What KIM stands for: *Kelompok* (2010) or *Komunitas* (2024)."""
    line_breaks = options.Flag(default=True)
    """Whether a line that ends in a body ends on the page; false for editors who wrap by hand."""
    attachments = options.Flag(default=False)
    """Whether linked documents of office programs are published, with kind and size."""
    license_name = options.Line("Creative Commons Atribusi 4.0")
    license_url = options.Link("https://creativecommons.org/licenses/by/4.0/deed.id")
    sources = Sources()
    """Other sites and feeds that are shown here, too (`kim collect`)."""
    allowed_hosts = options.Texts("[arsip.intranet.example]")
    """Hosts of sources that may be in a closed network."""
    hub = options.Link("https://hub.example/")
    email = options.Email("redaksi@kim-desa-anda.example")
    """To whom podcast directories write, where a site has several groups."""


def address_fault(config: MkDocsConfig) -> str | None:
    """Say what is wrong where shared links, feeds and QR codes would lead to no site."""
    url = config.site_url
    if url and is_public(url):
        return None
    said = "belum diisi"
    if url:
        is_web = url.lower().startswith("http")
        said = f"'{url}' {'hanya berlaku di komputer ini' if is_web else 'bukan alamat situs'}"
    return (
        f"site_url di mkdocs.yml {said}, padahal tautan, umpan dan kode QR memakainya; "
        "tulis alamat situs Anda, misalnya: site_url: https://kim-desa-anda.example/"
    )


def site_options(config: MkDocsConfig, own: CatalogueConfig, *, preview: bool) -> SiteOptions:
    """The options of a site for the core, from mkdocs.yml."""
    url = config.site_url or "http://localhost/"
    return SiteOptions(
        name=config.site_name,
        url=url if url.endswith("/") else f"{url}/",
        description=config.site_description or config.site_name,
        zone=own.timezone,
        guid_host=own.guid_host,
        long_form=own.long_form,
        license_name=own.license_name or None,
        license_url=own.license_url or None,
        hub=own.hub or None,
        email=own.email or None,
        leave_out_invalid=preview or own.on_invalid == LEAVE_OUT,
        preview=preview,
        line_breaks=own.line_breaks,
        attachments=own.attachments,
        markdown_extensions=extensions_of(config),
        markdown_configs=extension_settings(config),
    )


def content_in(config: MkDocsConfig) -> Content:
    """The files of a site's content folder but for those that `exclude_docs` names.

    What `draft_docs` names is a draft.
    """
    content = content_of(Path(config.docs_dir))
    if config.draft_docs is not None:
        content = replace(content, drafts={*config.draft_docs.match_files(content.documents)})
    if config.exclude_docs is None:
        return content
    is_named = config.exclude_docs.match_file
    return replace(
        content,
        documents=[path for path in content.documents if not is_named(path)],
        media=[path for path in content.media if not is_named(path)],
        problems=[found for found in content.problems if not is_named(found.path)],
        hidden=[path for path in content.hidden if not is_named(path)],
    )


def extensions_of(config: MkDocsConfig) -> Sequence[str]:
    """The Markdown extensions that bodies are read with."""
    if has_default_look(config):
        return config.markdown_extensions
    from kim_plugins.engine.look.options import used_extensions  # noqa: PLC0415 - few sites have a look

    return used_extensions(config.markdown_extensions)


def extension_settings(config: MkDocsConfig) -> Mapping[str, Mapping[str, Any]]:
    """The settings of Markdown extensions; signs beside headings would be read aloud."""
    settings: dict[str, dict[str, Any]] = {k: dict(v or {}) for k, v in config.mdx_configs.items()}
    settings.get("toc", {}).pop("permalink", None)
    return settings
