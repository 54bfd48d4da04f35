"""Tests of assistant.access.users."""

import hashlib
import re
import stat
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.access import UserError, Users, users
from assistant.access.users import _Hash

GOOD = "correct horse"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "_COST", 2)


@pytest.fixture
def file(tmp_path: Path) -> Users:
    return Users(tmp_path / "users")


def test_a_user_is_known_by_their_password_alone(file: Users) -> None:
    assert file.set("ann", GOOD)
    assert file.set("боб", "another horse")
    assert file.names() == ["ann", "боб"]
    assert file.verify("ann", GOOD)
    assert file.verify("боб", "another horse")
    for name, password in (("ann", "another horse"), ("боб", GOOD), ("ann", ""), ("Ann", GOOD),
                           ("eve", GOOD), ("ann", f"{GOOD} "), ("ann", "\ud800" * 9)):  # fmt: skip
        assert not file.verify(name, password)


def test_a_password_can_be_changed(file: Users) -> None:
    file.set("ann", GOOD)
    file.set("bob", GOOD)
    assert not file.set("ann", "another horse")
    assert not file.verify("ann", GOOD)
    assert file.verify("ann", "another horse")
    assert file.verify("bob", GOOD)


def test_who_is_removed_is_known_no_more(file: Users) -> None:
    file.set("ann", GOOD)
    file.set("bob", GOOD)
    file.remove("ann")
    assert file.names() == ["bob"]
    assert not file.verify("ann", GOOD)
    with pytest.raises(
        UserError, match=r"There is no user 'ann' in .*; list them with: steppewise"
    ):
        file.remove("ann")


def test_the_file_holds_salted_hashes_for_its_owner_alone(file: Users, tmp_path: Path) -> None:
    file.set("ann", GOOD)
    file.set("bob", GOOD)
    path = tmp_path / "users"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    lines = path.read_text().splitlines()
    kinds = [re.fullmatch(r"(\w+):scrypt\$2\$8\$2\$([^$]{24})\$([^$]{44})", one) for one in lines]
    assert [kind and kind[1] for kind in kinds] == ["ann", "bob"]
    assert len({kind[part] for kind in kinds if kind for part in (2, 3)}) == 4
    assert sorted(item.name for item in tmp_path.iterdir()) == ["users", "users.lock"]


def test_a_hash_is_scrypt_as_others_compute_it() -> None:
    made = _Hash.read("scrypt$1024$8$16$TmFDbA==$" + "/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWI=")
    expected = hashlib.scrypt(b"password", salt=b"NaCl", n=1024, r=8, p=16, dklen=32)
    assert made.hash.hex() == expected.hex()
    assert made.computed("password") == expected


def test_an_unknown_name_costs_the_same_computation(
    file: Users, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.set("ann", GOOD)
    costs: list[tuple[int, int, int]] = []
    compute = _Hash.computed

    def note(self: _Hash, password: str) -> bytes:
        costs.append((self.cost, self.block, self.lanes))
        return compute(self, password)

    monkeypatch.setattr(_Hash, "computed", note)
    assert [file.verify(name, "wrong horse") for name in ("ann", "eve")] == [False, False]
    assert costs == [(2, 8, 2)] * 2


def test_no_more_than_two_passwords_are_computed_at_once(
    file: Users, monkeypatch: pytest.MonkeyPatch
) -> None:
    running: list[int] = []
    most: list[int] = []

    def wait(*_: object) -> bytes:
        running.append(1)
        most.append(len(running))
        time.sleep(0.02)
        running.pop()
        return b""

    monkeypatch.setattr(_Hash, "computed", wait)
    threads = [threading.Thread(target=file.verify, args=("eve", GOOD)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(most), max(most)) == (6, 2)


@pytest.mark.parametrize("name", ["", "a:b", "a b", "a\nb", "a" * 65, "../x", "<b>"])
def test_a_name_that_is_none_is_refused(file: Users, name: str) -> None:
    with pytest.raises(UserError, match="is no name for a user; take letters, digits"):
        file.set(name, GOOD)
    assert file.names() == []


@pytest.mark.parametrize(("password", "told"), [("", "0"), ("1234567", "7"), ("a" * 1001, "1,001")])
def test_a_password_of_no_good_length_is_refused(file: Users, password: str, told: str) -> None:
    with pytest.raises(UserError, match=f"has {told} characters; give it 8 to 1,000"):
        file.set("ann", password)


@given(st.binary(min_size=1, max_size=200) | st.text(min_size=1).map(str.encode))
def test_what_is_no_file_of_users_is_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "users"
    path.write_bytes(content)
    for use in (Users(path).names, lambda: Users(path).set("ann", GOOD)):
        with pytest.raises(UserError, match="is not a file of users; make one with: steppewise"):
            use()
    assert path.read_bytes() == content


@pytest.mark.parametrize("cost", ["3", "0", "1", "-2", "1073741824", "x"])
def test_a_hash_that_would_take_all_memory_or_none_is_refused(tmp_path: Path, cost: str) -> None:
    path = tmp_path / "users"
    path.write_text(f"ann:scrypt${cost}$8$2$AAAA${'A' * 43}=\n")
    with pytest.raises(UserError, match="is not a file of users"):
        Users(path).verify("ann", GOOD)


def test_a_hash_that_any_password_would_have_is_refused(tmp_path: Path) -> None:
    (tmp_path / "users").write_text("ann:scrypt$2$8$2$AAAA$\n")
    with pytest.raises(UserError, match="is not a file of users"):
        Users(tmp_path / "users").verify("ann", GOOD)


def test_a_page_needs_a_file_with_users(tmp_path: Path) -> None:
    path = tmp_path / "users"
    with pytest.raises(UserError, match=r"There are no users in .*; add one with: steppewise user"):
        Users.open(path)
    Users(path).set("ann", GOOD)
    assert Users.open(path).names() == ["ann"]


def test_a_place_that_cannot_be_written_or_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match=r"The users cannot be written to .*; check the path"):
        Users(tmp_path / "file" / "users").set("ann", GOOD)
    with pytest.raises(UserError, match=r"cannot be read \(Is a directory\); check the path"):
        Users(tmp_path).names()


def test_several_who_add_at_once_are_all_there(file: Users) -> None:
    names = [f"user{number}" for number in range(8)]
    threads = [threading.Thread(target=file.set, args=(name, GOOD)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert file.names() == names
