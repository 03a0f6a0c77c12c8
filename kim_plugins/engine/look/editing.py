"""Links to edit and view the file of a page: `repo_url` and `edit_uri`."""

from __future__ import annotations

import posixpath
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import quote, urljoin

import jinja2
from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.engine.look.look import Look
from kim_plugins.pages.repository import Repository

_EDIT, _VIEW = "\ue005edit\ue005", "\ue005view\ue005"
_RAW: Final = "/raw/"


class Actions:
    """What can be done with the file of a page, as it stands below the page."""

    def __init__(self, config: MkDocsConfig, environment: jinja2.Environment, look: Look) -> None:
        self._config = config
        self._drawn = ""
        if config.edit_uri or config.edit_uri_template:
            shows = "content.action.view" in config.theme["features"]
            template = environment.get_template("partials/actions.html")
            self._drawn = template.render(
                edit_url=_EDIT,
                view_url=_VIEW if shows else "",
                icons=look.icons,
                own=look.own_icons,
            )

    def __call__(self, path: str) -> str:
        """The links for a file below the content folder; nothing where it is nowhere changed."""
        if not self._drawn:
            return ""
        edit = edit_address(self._config, path)
        view = edit.replace("/edit/", _RAW, 1)
        return self._drawn.replace(_EDIT, escape(edit)).replace(_VIEW, escape(view))


def edit_address(config: MkDocsConfig, path: str) -> str:
    """The address at which a file is edited, as MkDocs documents `edit_uri`."""
    path = quote(path)
    if template := config.edit_uri_template:
        written = template.format(path=path, path_noext=posixpath.splitext(path)[0])
    else:
        written = f"{config.edit_uri}{path}"
    repository = config.repo_url or ""
    if repository and not written.startswith(("?", "#")) and not repository.endswith("/"):
        repository += "/"
    return urljoin(repository, written)


def repository_of(config: MkDocsConfig) -> Repository:
    """Where the content is kept, for a file that is begun at the code host."""
    folder = Path(config.config_file_path or ".").absolute().parent
    docs = Path(config.docs_dir)
    content = docs.relative_to(folder).as_posix() if docs.is_relative_to(folder) else docs.name
    # MkDocs fills in a branch and a folder of its own where the site names none.
    edit_uri = config.edit_uri or ""
    return Repository(config.repo_url or "", edit_uri if content in edit_uri else "", content)
