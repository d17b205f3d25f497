"""What every test shares: no test touches the user's own library, settings or state."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.web import Web, web

settings.register_profile(
    "ours",
    deadline=None,
    # How fast examples are made is the machine's doing. Each example makes its own file below tmp_path.
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("ours")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The measuring data beside the checkout; tests that need it skip where it is absent."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    folder = Path(os.environ.get("WARREADER_SHARED", beside))
    if not folder.is_dir():
        pytest.skip(f"no measuring data at {folder} (set WARREADER_SHARED to its folder)")
    return folder


@pytest.fixture
def server() -> Iterator[Web]:
    """A server on loopback whose answers the test sets."""
    with web() as running:
        yield running


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point every directory that platformdirs gives at this test's own folder."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("WARREADER_LIBRARY", raising=False)
