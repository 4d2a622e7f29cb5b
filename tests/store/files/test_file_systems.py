from pathlib import Path

import pytest

from store.files.file_systems import FileSystem, kernel_version


@pytest.mark.parametrize(
    ("release", "version"),
    [("6.18.44-fc", (6, 18)), ("5.8", (5, 8)), ("4.19.0-27-amd64", (4, 19)), ("inconnu", (0, 0))],
)
def test_a_kernel_tells_how_old_it_is(release: str, version: tuple[int, int]) -> None:
    assert kernel_version(release) == version


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no such file system here")
def test_a_file_system_that_may_not_pass_the_call_on_is_left_to_other_means() -> None:
    with FileSystem(Path("/proc")) as file_system:
        assert not file_system.sync()


def test_a_file_system_can_be_asked_again_and_again(tmp_path: Path) -> None:
    with FileSystem(tmp_path) as file_system:
        (tmp_path / "texte.txt").write_text("Le port.")
        first = file_system.sync()
        assert file_system.sync() == first
