"""Checks Ed25519 signatures (RFC 8032, 5.1.7) in plain Python: no secret passes here, so no constant time is needed."""

import functools
import hashlib

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
BASE = (4 * pow(5, -1, P) % P).to_bytes(32, "little")
Point = tuple[int, int, int, int]


def add_points(a: Point, b: Point) -> Point:
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def decode_point(data: bytes) -> Point | None:
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def encode_point(point: Point) -> bytes:
    inverse = pow(point[2], -1, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def multiples(point: Point) -> list[list[Point]]:
    """Every byte value at each of 32 places, so that a product is 32 additions."""
    table = []
    for _ in range(32):
        row: list[Point] = [(0, 1, 1, 0)]
        for _ in range(255):
            row.append(add_points(row[-1], point))
        point = add_points(row[-1], point)
        table.append(row)
    return table


@functools.lru_cache(maxsize=8)
def table_of(encoded: bytes, negated: bool) -> list[list[Point]] | None:
    """The multiples of a point, or of its opposite; nothing when the bytes are no point."""
    point = decode_point(encoded)
    if point is None:
        return None
    return multiples((P - point[0], point[1], 1, P - point[3]) if negated else point)


def is_signed(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether this is the Ed25519 signature of the message under the key."""
    if len(public_key) != 32 or len(signature) != 64:
        return False
    base, key, s = table_of(BASE, False), table_of(public_key, True), int.from_bytes(signature[32:], "little")
    if base is None or key is None or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % ORDER
    total: Point = (0, 1, 1, 0)
    for factor, rows in ((s, base), (k, key)):
        for place, byte in enumerate(factor.to_bytes(32, "little")):
            total = add_points(total, rows[place][byte]) if byte else total
    return encode_point(total) == signature[:32]
