import random

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from dossier.evidence.ed25519 import ORDER, is_signed

# RFC 8032, section 7.1: tests 1, 2 and 3.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_the_vectors_of_the_standard_hold(key, message, signature):
    parts = bytes.fromhex(key), bytes.fromhex(signature), bytes.fromhex(message)
    assert is_signed(*parts)
    assert not is_signed(parts[0], parts[1], parts[2] + b"!")


def library_says(key: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def test_it_agrees_with_the_library_on_good_and_corrupted_signatures():
    chance, outcomes = random.Random(7), []
    for _ in range(40):
        private = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        key = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        for _ in range(3):
            message = chance.randbytes(chance.randrange(200))
            signature = private.sign(message)
            cases = [(key, signature, message)]
            for _ in range(3):
                broken = bytearray(signature)
                broken[chance.randrange(64)] ^= 1 << chance.randrange(8)
                cases.append((key, bytes(broken), message))
            malleable = int.from_bytes(signature[32:], "little") + ORDER
            cases.append((key, signature[:32] + malleable.to_bytes(32, "little"), message))
            outcomes += [(is_signed(*case), library_says(*case)) for case in cases]
    assert [mine for mine, theirs in outcomes if mine is not theirs] == []
    assert sum(mine for mine, _ in outcomes) == 120


def test_it_agrees_with_the_library_on_corrupted_keys():
    chance, private = random.Random(8), Ed25519PrivateKey.from_private_bytes(b"k" * 32)
    key, signature = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw), private.sign(b"bericht")
    for _ in range(25):
        broken = bytearray(key)
        broken[chance.randrange(32)] ^= 1 << chance.randrange(8)
        assert is_signed(bytes(broken), signature, b"bericht") is library_says(bytes(broken), signature, b"bericht")


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_key_or_signature_of_another_length_is_never_right(size):
    key, signature = bytes.fromhex(VECTORS[0][0]), bytes.fromhex(VECTORS[0][2])
    assert not is_signed(b"x" * size, signature, b"")
    assert not is_signed(key, signature[:size], b"")


def test_a_key_that_is_no_point_is_never_right():
    for key in (b"\xff" * 32, (2**255 - 19).to_bytes(32, "little"), (2).to_bytes(32, "little")):
        assert not is_signed(key, bytes.fromhex(VECTORS[0][2]), b"")
