"""The library at start-up: everything checked, and a compiled form kept so that starting is quick."""

import contextlib
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from content.compiling import compile_library
from content.library import Library
from content.problems import ContentErrors
from content.shipping import reviewed_only
from content.sources import CONTENT, content_files, read_sources, review_files
from content.stored import library_from_json, library_to_json
from content.structure import structure_problems

CACHE = CONTENT.parent / "var" / "content"
"""Where compiled libraries are kept."""


def load_library(
    root: Path = CONTENT, cache: Path | None = CACHE, *, unreviewed: bool = False
) -> Library:
    """The library of the content under `root`. Raises ContentErrors with every error at once.

    A question is in it once a second person has answered it blind and chose the key; `unreviewed`
    lets in the others too, for authors.
    The compiled form is kept under `cache` as JSON, named by a hash of all content files and of
    the code that read them; a changed, missing or damaged one is made anew. None: not kept.
    """
    files = content_files(root)
    version = _hash_of([*files, *review_files(root)], root)[:12]
    kept = None
    if cache is not None:
        code = _hash_of(sorted(CONTENT.glob("*.py")), CONTENT)[:12]
        kept = cache / f"{version}-{code}{'-unreviewed' if unreviewed else ''}.json"
        library = _kept(kept, version)
        if library is not None:
            return library
    sources = read_sources(root)
    compiled = compile_library(sources, version)
    problems = [*sources.problems, *structure_problems(sources), *compiled.problems]
    if problems:
        raise ContentErrors(tuple(sorted(problems, key=lambda one: (one.path, one.line))))
    library = compiled.library if unreviewed else reviewed_only(compiled, root)
    if kept is not None:
        _keep(kept, library)
    return library


def _hash_of(files: Iterable[Path], root: Path) -> str:
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.relative_to(root).as_posix()}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _kept(path: Path, version: str) -> Library | None:
    try:
        library = library_from_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return library if library.version == version else None


def _keep(path: Path, library: Library) -> None:
    """Write the compiled form whole or not at all; a disk that refuses it only costs time."""
    half = path.with_suffix(f".{os.getpid()}.half")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_text(library_to_json(library), encoding="utf-8")
        half.replace(path)
        for old in path.parent.glob("*.json"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
