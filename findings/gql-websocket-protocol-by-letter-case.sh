#!/usr/bin/env bash
# Python's gql (gql[websockets] 4.4.0, websockets 15.0.1): which WebSocket protocol it speaks hangs on the letter case of a header.
#
# A server that answers the handshake with the protocol graphql-transport-ws is spoken to in it when it writes the header's name as
# `Sec-WebSocket-Protocol`, and in the older graphql-ws (subscriptions-transport-ws) when it writes `sec-websocket-protocol`, although
# names of HTTP fields are compared without regard to case (RFC 9110, 5.1). Seen by the second message that the client sends: for a
# subscription the newer protocol says "subscribe", the older one "start". Servers that write names in small letters, as HTTP/2 does,
# are met by every client that does not name the one protocol it wants (`subprotocols=[...]`).
#
# Ends with 0 while it is so; with 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/python"
"$folder/python/bin/pip" install --quiet --disable-pip-version-check 'gql[websockets]==4.4.0' 'websockets==15.0.1'
cat >"$folder/try.py" <<'PYTHON'
import asyncio
import base64
import hashlib
import json

from gql import Client, gql
from gql.transport.websockets import WebsocketsTransport

HEADERS = ["Sec-WebSocket-Protocol", "sec-websocket-protocol"]


async def message(reader):
    """The text of one masked frame of less than 65,536 bytes."""
    first, second = await reader.readexactly(2)
    length = second & 127
    if length == 126:
        length = int.from_bytes(await reader.readexactly(2), "big")
    mask = await reader.readexactly(4)
    data = await reader.readexactly(length)
    return first & 15, bytes(byte ^ mask[at % 4] for at, byte in enumerate(data))


def frame(text):
    data = text.encode()
    return bytes([129, len(data)]) + data


async def asked(header):
    """What a client says second to a server that writes the header's name so."""
    said = asyncio.get_running_loop().create_future()

    async def serve(reader, writer):
        request = (await reader.readuntil(b"\r\n\r\n")).decode()
        fields = dict(line.split(": ", 1) for line in request.split("\r\n")[1:] if ": " in line)
        key = next(value for name, value in fields.items() if name.lower() == "sec-websocket-key")
        accept = base64.b64encode(hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()).decode()
        writer.write(
            f"HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\n"
            f"sec-websocket-accept: {accept}\r\n{header}: graphql-transport-ws\r\n\r\n".encode()
        )
        await message(reader)
        writer.write(frame('{"type":"connection_ack"}'))
        _, text = await message(reader)
        said.set_result(json.loads(text)["type"])

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    transport = WebsocketsTransport(url=f"ws://127.0.0.1:{port}/graphql", close_timeout=1)

    async def listen():
        async with Client(transport=transport) as session:
            async for _ in session.subscribe(gql("subscription { happened }")):
                pass

    listening = asyncio.create_task(listen())
    try:
        return await asyncio.wait_for(said, 20)
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        server.close()


async def main():
    for header in HEADERS:
        print(header, await asked(header))


asyncio.run(main())
PYTHON
seen=$(timeout 120 "$folder/python/bin/python" "$folder/try.py")
printf '%s\n' "$seen"
[[ $seen == "Sec-WebSocket-Protocol subscribe"$'\n'"sec-websocket-protocol start" ]]
