"""Which addresses may be followed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.addresses import safe_address


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=1#c", "HTTP://example.org", "https://münchen.example/ä", "http://[::1]:80/"]
)
def test_web_addresses_pass_as_they_are(address: str) -> None:
    assert safe_address(f"  {address}\n") == address


@pytest.mark.parametrize(
    "address",
    [
        "", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org", "https://", "http://[",
        "https://example.org/a b", "https://example.org/\x1b[31m", "https://example.org/\u202egpj", "--version",
        "https://" + "a" * 70 + ".example", "mailto:a@example.org", "https://a..b/",
    ],
)  # fmt: skip
def test_everything_else_is_refused(address: str) -> None:
    assert safe_address(address) is None


@given(st.text(max_size=80))
def test_never_raises_and_never_changes(text: str) -> None:
    for address in (text, f"https://{text}"):
        safe = safe_address(address)
        assert safe is None or (safe == address.strip() and safe.isprintable() and " " not in safe)
