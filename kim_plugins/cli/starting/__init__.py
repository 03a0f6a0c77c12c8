"""Own sites: `kim init` creates one, `kim upgrade` changes its program's version (contract C10).

A site of one's own holds no program. `kim_plugins/starter` is what `kim init` writes,
`kim_plugins/shipped` (links to `requirements/` and CHANGELOG.md, which become files in the wheel)
what it pins. Everything is written beside its place, checked there as strictly as `kim check
--strict` does, and moved. A skeleton's values could be true, so they are refused (K130); an example
of `--yes` says of itself that it is one (Desa Contoh, a region 99.99, a host `.example`) and is
marked `# contoh`, so that it may be published and `kim doctor` still counts it. A wheel can't hold
its own digest: it comes from what pip noted at installation (PEP 610), and is left out of a
checkout's pin. The start scripts know three files of pins and a copy of them in `.venv`; kim.bat's
logic runs in the tests by a stand-in for cmd (`tests/cli/starting/batch.py`). `kim upgrade` tries
the new program where it doesn't touch the old one: beside the same libraries where the lock is the
same, in an environment of its own where it isn't.
"""
