"""The one form of the zip: every byte follows from the names and the contents of its members."""

import io
import struct
import zipfile
import zlib

UNPACK_LIMIT = 2**30
Member = tuple[str, bytes]


def zip_parts(members: list[Member]) -> list[Member]:
    """The bytes of the zip, piece by piece, each with the member it belongs to ('' = the zip itself)."""
    parts: list[Member] = []
    directory: list[Member] = []
    offset = 0
    for name, data in sorted(members, key=lambda member: member[0].encode()):
        coded = name.encode()
        fields = struct.pack("<HHHHHIIIHH", 20, 0x800, 0, 0, 33, zlib.crc32(data), len(data), len(data), len(coded), 0)
        entry = b"PK\1\2\x14\3" + fields + struct.pack("<HHHII", 0, 0, 0, 0o100644 << 16, offset) + coded
        directory.append((name, entry))
        parts += [(name, b"PK\3\4" + fields + coded), (name, data)]
        offset += 30 + len(coded) + len(data)
    size, count = sum(len(entry) for _, entry in directory), len(directory)
    return [*parts, *directory, ("", b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count, count, size, offset, 0))]


def read_zip(data: bytes) -> list[Member]:
    """The members as they stand in the bytes, without trusting any check sum in them."""
    members = []
    for info in zipfile.ZipFile(io.BytesIO(data)).infolist():
        lengths = data[info.header_offset + 26 : info.header_offset + 30]
        start = info.header_offset + 30 + sum(struct.unpack("<HH", lengths))
        body = data[start : start + info.compress_size]
        if info.compress_type == zipfile.ZIP_DEFLATED:
            body = zlib.decompressobj(-15).decompress(body, min(info.file_size + 1, UNPACK_LIMIT))
        members.append((info.orig_filename, body))
    return members


def zip_fault(data: bytes, parts: list[Member]) -> str:
    """The member whose bytes differ first; none when the end or the length of the zip itself is another."""
    position = 0
    if sum(len(part) for _, part in parts) != len(data) or not data.endswith(parts[-1][1]):
        return ""
    for owner, part in parts:
        if data[position : position + len(part)] != part:
            return owner
        position += len(part)
    return ""
