"""Which addresses may be connected to."""

from __future__ import annotations

import socket
from collections.abc import Sequence

import pytest

from feeds.errors import FetchError
from feeds.fetching.network import (
    GuardedResolver,
    Network,
    environment_proxy,
    is_public_address,
    is_public_host,
    look_up,
)

PUBLIC = ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"]
PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.5.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "224.0.0.1",
    "239.255.255.250",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2002:c0a8:101::",
    "64:ff9b:1::7f00:1",
    "::127.0.0.1",
    "::ffff:0:127.0.0.1",
    "fec0::1",
    "3fff::1",
    "4000::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_open_internet(address: str) -> None:
    assert is_public_address(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_of_other_networks(address: str) -> None:
    assert not is_public_address(address)


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "LOCALHOST.", "x.localhost", "nas.local", "10.0.0.1", "::1", "10.0.0.1."),
        *("2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0"),
    ],
)
def test_names_that_tell_by_themselves(host: str) -> None:
    assert not is_public_host(host)


def test_other_names_may_be_public() -> None:
    assert is_public_host("gazette.example")
    assert is_public_host("8.8.8.8")


def resolver(*addresses: str, allow_private: bool = False) -> GuardedResolver:
    def answers(_host: str) -> Sequence[str]:
        return addresses

    return GuardedResolver(Network(look_up=answers), allow_private=allow_private)


async def test_private_addresses_are_left_out() -> None:
    found = await resolver("10.0.0.1", "8.8.8.8", "::1").resolve("gazette.example", 443)
    assert [result["host"] for result in found] == ["8.8.8.8"]
    assert found[0]["port"] == 443
    assert found[0]["family"] == socket.AF_INET


async def test_a_name_with_none_but_private_addresses_is_refused() -> None:
    with pytest.raises(FetchError) as caught:
        await resolver("10.0.0.1", "::1").resolve("gazette.example")
    assert caught.value.problem.code == "private-address"


async def test_private_addresses_where_they_are_allowed() -> None:
    found = await resolver("10.0.0.1", "::1", allow_private=True).resolve("nas.example")
    assert [result["host"] for result in found] == ["10.0.0.1", "::1"]


def test_a_name_that_cannot_be_is_not_known() -> None:
    with pytest.raises(OSError, match=r"a{64}"):
        look_up("a" * 64 + ".example")


def test_the_environment_names_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "relais.example:3128")
    monkeypatch.setenv("https_proxy", "http://relais.example:3129")
    monkeypatch.setenv("no_proxy", "gazette.example")
    assert environment_proxy("http", "courrier.example") == "http://relais.example:3128"
    assert environment_proxy("https", "courrier.example") == "http://relais.example:3129"
    assert environment_proxy("https", "gazette.example") is None


def test_one_proxy_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("all_proxy", "http://relais.example:3128")
    assert environment_proxy("https", "courrier.example") == "http://relais.example:3128"
