"""One event by Python's gql, over the transport that the README's lines make."""

import asyncio
import json
import sys

from gql import Client, gql

if __name__ == "__main__":
    said = json.load(sys.stdin)
    # The lines are the README's own, with another address; the last of them makes the transport.
    lines, made = said["lines"].split("\n\nWebsocketsTransport(", 1)
    names = {"token": said["token"]}
    exec(lines, names)
    transport = eval("WebsocketsTransport(" + made.strip(), names)

    async def first_event():
        async with Client(transport=transport, fetch_schema_from_transport=False) as session:
            async for answer in session.subscribe(gql("subscription { happenings { id name } }")):
                return answer["happenings"]

    event = asyncio.run(asyncio.wait_for(first_event(), 60))
    assert event["id"] and event["name"], event
    print(f"one event agrees: {event['name']}")
