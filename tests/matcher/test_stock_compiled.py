"""Compiled loops are kept as long as nothing they were made of changes, and not a moment longer."""

from matcher.stock.compiled import forget_older_code


def test_a_change_of_any_source_forgets_the_compiled_loops(tmp_path):
    folder = tmp_path / "stock"
    folder.mkdir()
    (tmp_path / "floor.py").write_text("MANY = 3\n")
    (folder / "weighing.py").write_text("")
    forget_older_code(folder)
    loops = folder / "__pycache__" / "weighing.find_floor.py311.1.nbc"
    loops.write_bytes(b"code")
    forget_older_code(folder)
    assert loops.exists()
    (tmp_path / "floor.py").write_text("MANY = 22\n")
    forget_older_code(folder)
    assert not loops.exists()


def test_a_folder_that_cannot_be_written_to_stops_nothing(tmp_path):
    (tmp_path / "__pycache__").write_text("no folder")
    forget_older_code(tmp_path)
    assert (tmp_path / "__pycache__").read_text() == "no folder"
