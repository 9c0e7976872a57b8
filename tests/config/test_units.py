"""The units of systemd as systemd reads them."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
def test_every_unit_is_understood(tmp_path):
    """Over copies that name this folder: systemd looks for the programs too."""
    copies = []
    for unit in UNITS:
        copies.append(tmp_path / unit.name)
        copies[-1].write_text(unit.read_text().replace("/opt/cong-an-xa", str(ROOT)))

    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *copies], capture_output=True, text=True, check=False
    )

    about_ours = [line for line in done.stderr.splitlines() if "cong-an-xa" in line]
    assert (done.returncode, about_ours) == (0, [])


def test_every_service_is_confined():
    for unit in UNITS:
        text = unit.read_text()
        if unit.suffix == ".service":
            assert {"NoNewPrivileges=yes", "ProtectSystem=strict", "User=cong-an-xa"} <= set(
                text.splitlines()
            )
