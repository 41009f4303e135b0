"""The promises around the code: pins, licence, notices, the two commands."""

from __future__ import annotations

import hashlib
import re
import subprocess
import tomllib
from importlib import metadata
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support import ROOT

# In two parts, so that this file does not name them either
INDEX_HOSTS = tuple(
    f"{name}.{end}"
    for name, end in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb.debian", "org"),
        ("jsdelivr", "net"),
        ("unpkg", "com"),
    )
)


def pins(name: str) -> dict[str, Requirement]:
    """Return the requirements of a file by canonical name."""
    found: dict[str, Requirement] = {}
    for line in (ROOT / name).read_text("utf-8").splitlines():
        text = line.split("#")[0].strip()
        if text and not text.startswith("-r"):
            requirement = Requirement(text)
            found[canonicalize_name(requirement.name)] = requirement
    return found


def applies(requirement: Requirement) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": ""})


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_is_exact_and_installed(name: str) -> None:
    for requirement in pins(name).values():
        operators = [part.operator for part in requirement.specifier]
        assert operators == ["=="], f"{requirement} is not pinned exactly"
        if applies(requirement):
            installed = metadata.version(requirement.name)
            assert requirement.specifier.contains(installed), f"{requirement}: {installed} is here"


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("requirements.txt", ["requirements.txt"]),
        ("requirements-dev.txt", ["requirements.txt", "requirements-dev.txt"]),
    ],
)
def test_what_a_pin_pulls_in_is_pinned_too(name: str, known: list[str]) -> None:
    pinned = set().union(*(pins(file) for file in known))
    missing = {
        f"{pin} needs {needed}"
        for pin, requirement in pins(name).items()
        if applies(requirement)
        for text in metadata.requires(pin) or []
        if applies(needed := Requirement(text)) and canonicalize_name(needed.name) not in pinned
    }
    assert missing == set()


def test_the_server_is_not_given_test_tools() -> None:
    assert not set(pins("requirements.txt")) & {"pytest", "ruff", "mypy", "playwright", "pyarrow"}


def test_licence_is_the_whole_eupl() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert [n for n in range(1, 16) if not re.search(rf"^{n}\. ?[A-Z]", text, re.MULTILINE)] == []
    assert "Appendix" in text
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == "EUPL-1.2"


def test_publiccode_follows_the_standard() -> None:
    code: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))
    mandatory = {
        "publiccodeYmlVersion",
        "name",
        "url",
        "platforms",
        "categories",
        "developmentStatus",
        "softwareType",
        "description",
        "legal",
        "maintenance",
        "localisation",
    }
    assert mandatory - set(code) == set()
    assert code["legal"]["license"] == "EUPL-1.2"
    assert code["localisation"]["availableLanguages"] == ["de", "en"]
    for words in code["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert words["features"]


def test_notice_holds_every_attribution() -> None:
    notice = " ".join((ROOT / "NOTICE").read_text("utf-8").split())
    sources = tomllib.loads((ROOT / "geodata/data/sources.toml").read_text("utf-8"))["source"]
    lines = {source["id"]: source["attribution"] for source in sources if source["attribution"]}
    assert lines
    missing = {id_: line for id_, line in lines.items() if " ".join(line.split()) not in notice}
    assert missing == {}


def test_notice_names_every_vendored_thing() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")
    folders = (ROOT / "assets/vendor", ROOT / "assets/fonts")
    vendored = [file for folder in folders for file in folder.iterdir() if file.is_file()]
    assert vendored
    assert [file.name for file in vendored if file.name not in notice] == []


def test_readme_names_the_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for command in ("run", "test"):
        assert f"make {command}" in readme
        assert re.search(rf"^{command}:", makefile, re.MULTILINE)
    assert "make test" in (ROOT / ".ci/run").read_text("utf-8")


def test_readme_shows_pictures_that_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", readme)
    assert [name for name in shown if not (ROOT / name).is_file()] == []


def test_no_file_names_a_package_index() -> None:
    pattern = "|".join(re.escape(host) for host in INDEX_HOSTS)
    command = ["git", "grep", "-lIE", pattern, "--", ":!assets/vendor"]
    found = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert found.stdout.splitlines() == []


@pytest.mark.parametrize(
    ("lock", "names"),
    [
        ("requirements.lock", ["requirements.txt"]),
        ("requirements-dev.lock", ["requirements.txt", "requirements-dev.txt"]),
    ],
)
def test_every_pin_is_locked_with_the_hash_of_its_files(lock: str, names: list[str]) -> None:
    text = (ROOT / lock).read_text("utf-8")
    content = b"".join((ROOT / name).read_bytes() for name in names)
    assert text.splitlines()[0] == f"# {hashlib.sha256(content).hexdigest()}", "run: make lock"
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text)[1:]
    hashed = {
        str(canonicalize_name(block.split("==")[0])): re.search(r"==([^ \\\n]+)", block)
        for block in blocks
        if re.search(r"--hash=sha256:[0-9a-f]{64}", block)
    }
    for file in names:
        for name, requirement in pins(file).items():
            found = hashed.get(name)
            assert found, f"{name} has no hash"
            assert requirement.specifier.contains(found[1]), name
