"""The workflows that a group takes over with the project."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from interpreter import ROOT


def read(path: str) -> dict[str, Any]:
    """Read a workflow with every value as text, so that the key `on` stays one."""
    text = (ROOT / path).read_text(encoding="utf-8")
    content = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but text
    assert isinstance(content, dict)
    return content


def commands(job: dict[str, Any]) -> str:
    """Return everything that a job of GitHub's runs."""
    return "\n".join(step.get("run", "") for step in job["steps"])


WORKFLOWS = sorted(path.name for path in (ROOT / ".github/workflows").iterdir())


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned_and_get_no_more_than_they_need(name: str) -> None:
    """A tag can be moved to other code; a commit can't."""
    workflow = read(f".github/workflows/{name}")
    assert workflow["permissions"] == {"contents": "read"}
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    used = [step for step in steps if "uses" in step]
    assert used
    for step in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"])
        if step["uses"].startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"
    text = (ROOT / ".github/workflows" / name).read_text(encoding="utf-8")
    assert len(re.findall(r"uses: \S+ # v\d+\.\d+\.\d+$", text, re.MULTILINE)) == len(used)


def test_a_release_is_attested_and_published_without_a_password() -> None:
    workflow = read(".github/workflows/release.yml")
    assert workflow["on"] == {"push": {"tags": ["v*"]}}
    jobs = workflow["jobs"]
    assert 'scripts/release.py "$TAG"' in commands(jobs["buat"])
    assert "check --strict" in commands(jobs["buat"])
    used = {
        name: [s["uses"].split("@")[0] for s in job["steps"] if "uses" in s]
        for name, job in jobs.items()
    }
    assert "actions/attest-build-provenance" in used["buat"]
    assert "dist/SHA256SUMS" in commands(jobs["terbitkan"])
    assert used["pypi"][-1] == "pypa/gh-action-pypi-publish"
    assert jobs["pypi"]["permissions"] == {"id-token": "write"}
    assert "secrets" not in (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")


def test_what_is_installed_is_audited() -> None:
    workflow = read(".github/workflows/audit.yml")
    assert workflow["on"].keys() >= {"schedule", "push"}
    (job,) = workflow["jobs"].values()
    assert "pip_audit --disable-pip --require-hashes -r requirements/runtime.txt" in commands(job)


STARTER = ROOT / "kim_plugins/starter"
OF_A_CHECKOUT = {
    "sh kim.sh": "python3 scripts/kim.py",
    "hashFiles('requirements/*.txt')": "hashFiles('requirements/*.txt', 'pyproject.toml')",
    "'mkdocs.yml', 'content/**'": "'mkdocs.yml', 'kim_plugins/**', 'content/**'",
    "terbitkan.yml/enable": "publish.yml/enable",
    "requirements/kim.txt]": "pyproject.toml]",
}


@pytest.mark.parametrize(
    "name, path",
    [("github.yml", ".github/workflows/publish.yml"), ("gitlab.yml", ".gitlab-ci.yml")],
)
def test_a_site_of_ones_own_gets_the_workflow_of_this_one(name: str, path: str) -> None:
    """What `kim init` writes is what is tried here; edit it in kim_plugins/starter."""
    text = (STARTER / name).read_text(encoding="utf-8")
    for theirs, ours in OF_A_CHECKOUT.items():
        text = text.replace(theirs, ours)
    assert text == (ROOT / path).read_text(encoding="utf-8")


def test_github_keeps_the_schedule_alive() -> None:
    """A schedule ends after 60 days without a commit; to enable it again begins them anew."""
    workflow = read(".github/workflows/publish.yml")
    crons = [one["cron"] for one in workflow["on"]["schedule"]]
    job = workflow["jobs"]["jaga-jadwal"]
    assert job["if"] == f"github.event.schedule == '{crons[1]}'"
    assert crons[1].split()[2:] == ["1,15", "*", "*"]
    assert job["permissions"] == {"actions": "write"}
    assert commands(job).endswith('actions/workflows/publish.yml/enable"')


def test_github_builds_every_hour_and_at_every_change() -> None:
    on = read(".github/workflows/publish.yml")["on"]
    assert {"push", "pull_request", "schedule"} <= on.keys()
    minute, *rest = on["schedule"][0]["cron"].split()
    assert minute.isdigit()
    assert rest == ["*", "*", "*", "*"]


def test_github_checks_with_annotations_and_a_summary() -> None:
    text = commands(read(".github/workflows/publish.yml")["jobs"]["periksa"])
    assert "python3 scripts/kim.py check --format github\n" in text
    assert "check --format markdown > ringkasan.md" in text
    assert 'cat ringkasan.md >> "$GITHUB_STEP_SUMMARY"' in text
    assert 'gh pr comment "$NOMOR" --body-file ringkasan.md' in text


def test_github_publishes_with_the_rights_that_pages_needs() -> None:
    job = read(".github/workflows/publish.yml")["jobs"]["terbitkan"]
    assert job["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    assert job["concurrency"]["group"] == "pages"
    used = [step["uses"].split("@")[0] for step in job["steps"] if "uses" in step]
    assert used[-2:] == ["actions/upload-pages-artifact", "actions/deploy-pages"]


def test_github_publishes_without_the_invalid_files_but_not_after_a_failure() -> None:
    text = commands(read(".github/workflows/publish.yml")["jobs"]["terbitkan"])
    assert "python3 scripts/kim.py build --once || kode=$?" in text
    assert '"$kode" -eq 3' in text
    assert "::warning" in text
    assert 'exit "$kode"' in text


def test_gitlab_checks_builds_and_publishes() -> None:
    workflow = read(".gitlab-ci.yml")
    assert workflow["periksa"]["script"] == ["python3 scripts/kim.py check"]
    assert workflow["bangun"]["script"] == ["python3 scripts/kim.py build --once"]
    assert workflow["pages"]["needs"] == ["bangun"]
    assert workflow["pages"]["artifacts"]["paths"] == ["public"]


def test_gitlab_publishes_without_the_invalid_files_but_not_after_a_failure() -> None:
    assert read(".gitlab-ci.yml")["bangun"]["allow_failure"] == {"exit_codes": "3"}


def test_gitlab_says_that_its_schedule_is_to_be_made_by_hand() -> None:
    text = (ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8")
    assert "Pipeline schedules" in text


# -- a hub: it collects before it builds -------------------------------------------------------


def starter(name: str) -> dict[str, Any]:
    return read(f"kim_plugins/starter/{name}")


def collecting_step() -> dict[str, Any]:
    steps = starter("github-hub.yml")["jobs"]["terbitkan"]["steps"]
    (step,) = (step for step in steps if "collect" in step.get("run", ""))
    assert isinstance(step, dict)
    return step


def test_github_collects_for_a_hub_and_does_the_rest_as_for_anybody() -> None:
    plain, hub = starter("github.yml"), starter("github-hub.yml")
    steps = hub["jobs"]["terbitkan"]["steps"]
    place = steps.index(collecting_step())
    assert "sh kim.sh build --once" in steps[place + 1]["run"]
    steps.pop(place)
    (cache,) = (step for step in steps if ".kim" in step.get("with", {}).get("path", ""))
    # With the same key nothing new would be kept: here nothing changes when a source does.
    assert "github.run_id" in cache["with"]["key"]
    assert cache["with"]["key"].startswith(cache["with"]["restore-keys"])
    (own,) = (step for step in plain["jobs"]["terbitkan"]["steps"] if ".kim" in str(step))
    cache["with"]["key"], cache["name"] = own["with"]["key"], own["name"]
    assert hub == plain


def test_gitlab_collects_for_a_hub_and_does_the_rest_as_for_anybody() -> None:
    """What ends with 3 counts as failed there, and a cache of it is kept only when that is said."""
    plain, hub = starter("gitlab.yml"), starter("gitlab-hub.yml")
    for workflow in (plain, hub):
        _, kept = workflow["bangun"]["cache"]
        assert kept["when"] == "always"
    kept["paths"].remove(".kim/sumber")
    hub["bangun"]["script"] = plain["bangun"]["script"]
    assert hub == plain


@pytest.mark.parametrize(
    "collected, built, github, gitlab",
    [(0, 0, 0, 0), (3, 0, 0, 3), (0, 3, 0, 3), (0, 1, 0, 1), (2, 0, 2, 2), (1, 0, 1, 1)],
)
def test_a_hub_goes_on_where_a_source_fails_and_stops_where_nothing_can_be_trusted(
    tmp_path: Path, collected: int, built: int, github: int, gitlab: int
) -> None:
    program = f"echo tirta: gagal\n[ $1 = collect ] && exit {collected}\nexit {built}\n"
    (tmp_path / "kim.sh").write_text(program, encoding="utf-8")
    summary = tmp_path / "ringkasan"

    def code(shell: str, script: str) -> int:
        environment = {"PATH": "/usr/bin:/bin", "GITHUB_STEP_SUMMARY": str(summary)}
        ran = subprocess.run(
            [shell, "-e", "-c", script], cwd=tmp_path, env=environment, check=False
        )
        return ran.returncode

    assert code("bash", collecting_step()["run"]) == github
    assert summary.exists() == (collected == 3)
    (script,) = starter("gitlab-hub.yml")["bangun"]["script"]
    assert code("sh", script) == gitlab
