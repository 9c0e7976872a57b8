"""Where a file is written: whole, through links, into pipes, and why not."""

import os
import stat
from threading import Thread

import pytest

from communes.whole_file import reason_of, whole_file


def test_a_link_stays_one_and_its_file_is_written(tmp_path):
    (tmp_path / "kept").mkdir()
    target = tmp_path / "kept" / "a.csv"
    target.write_text("before")
    link = tmp_path / "latest.csv"
    link.symlink_to(target)

    with whole_file(link) as path:
        path.write_text("after")

    assert link.is_symlink()
    assert target.read_text() == "after"
    assert [p.name for p in target.parent.iterdir()] == ["a.csv"]


def test_a_pipe_is_written_into_and_stays_one(tmp_path):
    pipe, read = tmp_path / "out.csv", []
    os.mkfifo(pipe)
    reader = Thread(target=lambda: read.append(pipe.read_text()), daemon=True)
    reader.start()

    with whole_file(pipe) as path:
        path.write_text("whole")

    reader.join(10)
    assert read == ["whole"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_failure_leaves_what_was_there(tmp_path):
    target = tmp_path / "a.csv"
    target.write_text("before")

    with pytest.raises(TypeError), whole_file(target) as path:
        path.write_text(b"half")

    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_reasons_are_in_the_readers_language(tmp_path):
    (tmp_path / "file").write_text("")
    reasons = []
    for place in (tmp_path / "none" / "a.csv", tmp_path / "file" / "a.csv", tmp_path / ("n" * 300)):
        with pytest.raises(OSError, match=r".") as refused, whole_file(place) as path:
            path.write_text("x")
        reasons.append(reason_of(refused.value))
    with pytest.raises(IsADirectoryError) as refused, whole_file(tmp_path) as path:
        path.write_text("x")

    assert [*reasons, reason_of(refused.value)] == [
        "không có tệp hoặc thư mục này",
        "một phần của đường dẫn không phải là thư mục",
        "tên quá dài",
        "đây là một thư mục",
    ]
    assert reason_of(OSError("x")) == "x"
