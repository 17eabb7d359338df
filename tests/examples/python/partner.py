"""A partner's program in small: reads needs, reports one, follows it, keeps a table of them. See ../README.md."""

import asyncio
import io
import os
import random
import shlex
import subprocess
import uuid
from collections.abc import AsyncIterator, Generator
from typing import Any, cast

import httpx
import pandas
import websockets
from kompetensnav import Client, GraphQLClientGraphQLMultiError
from kompetensnav.enums import NeedBasis, NeedCause, NeedHorizon, TargetGroup
from kompetensnav.happenings import HappeningsHappenings
from kompetensnav.input_types import NeedCodesInput, QualifyNeedInput, ReportNeedInput
from kompetensnav.needs import NeedsNeedsNodes

SERVICE = os.environ.get("SERVICE_URL", "http://127.0.0.1:8080")
TOKEN_COMMAND = os.environ.get("TOKEN_COMMAND", "kompetensnav token --config demo.toml demo-process-leader")


class Token(httpx.Auth):
    """A bearer token, fetched anew when it has ended; in production the identity provider gives it."""

    def __init__(self) -> None:
        self.header = ""

    def renew(self) -> str:
        self.header = "Bearer " + subprocess.check_output(shlex.split(TOKEN_COMMAND), text=True).strip()
        return self.header

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = self.header or self.renew()
        response = yield request
        if response.status_code == 401:
            request.headers["Authorization"] = self.renew()
            yield request


class Patient(httpx.AsyncHTTPTransport):
    """Sends a request again where that helps: after Retry-After, or when the connection broke.

    A mutation has a key: however often it is sent, it is done once."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        for _ in range(5):
            try:
                response = await super().handle_async_request(request)
            except httpx.TransportError as error:
                said, seconds = f"a broken connection ({error})", 1.0
            else:
                if response.status_code not in (429, 503):
                    return response
                said, seconds = str(response.status_code), float(response.headers.get("Retry-After", 1))
                await response.aclose()
            print(f"waits {seconds:.0f} s after {said}")
            await asyncio.sleep(seconds)
        return await super().handle_async_request(request)


async def all_needs(client: Client) -> AsyncIterator[NeedsNeedsNodes]:
    after = None
    while True:
        page = (await client.needs(first=100, after=after)).needs
        for need in page.nodes:
            yield need
        if not page.page_info.has_next_page:
            return
        after = page.page_info.end_cursor


async def report(client: Client, need: ReportNeedInput, key: str) -> str | None:
    """The id of the need, or nothing, with what is wrong and where told."""
    payload = (await client.report_need(need, headers={"Idempotency-Key": key})).report_need
    for error in payload.user_errors:
        print(f"{'.'.join(error.path)}: {error.code}: {error.message}")
    return payload.need.id if payload.need else None


async def qualify(client: Client, id: str, sni: str, version: int) -> None:
    """Qualifies at the version that was seen; where someone was faster, looks again."""
    while True:
        asked = QualifyNeedInput(id=id, expectedVersion=version, codes=NeedCodesInput(sni=sni))
        payload = (await client.qualify_need(asked, headers={"Idempotency-Key": str(uuid.uuid4())})).qualify_need
        if payload.need:
            print(f"qualified: {payload.need.status.value}")
            return
        print(*(f"{'.'.join(error.path)}: {error.code}" for error in payload.user_errors))
        found = (await client.version(id)).node
        if payload.user_errors[0].code != "VERSION_IS_STALE" or not found or found.typename__ != "Need":
            raise RuntimeError("not qualified")
        version = found.version


async def happenings(names: list[str], token: Token) -> AsyncIterator[HappeningsHappenings]:
    """What happens from now on, through lost connections and ended tokens."""
    headers, waits = {}, 0.5
    while True:
        headers["Authorization"] = token.renew()
        client = Client(ws_url=SERVICE.replace("http", "ws", 1) + "/graphql/ws")
        try:
            print("connects")
            async for told in client.happenings(names, additional_headers=headers):
                # Sent with the next connection: the stream goes on after the last event that was seen.
                headers["Last-Event-ID"], waits = told.happenings.id, 0.5
                yield told.happenings
        except (OSError, TimeoutError, websockets.WebSocketException) as error:
            # 4401 is final: the token proves nothing.
            if isinstance(error, websockets.ConnectionClosed) and error.rcvd and error.rcvd.code == 4401:
                raise
        finally:
            await client.http_client.aclose()
        await asyncio.sleep(waits * random.uniform(0.5, 1))
        waits = min(waits * 2, 30)


class Copy:
    """A question's rows, fetched whole once and then what is new. Fetch it whole now and then, nightly say."""

    def __init__(self, question: str, key: str) -> None:
        self.address, self.key = f"{SERVICE}/fragor/{question}.csv", key
        self.etag, self.cursor, self.rows = "", "", pandas.DataFrame()

    async def refresh(self, http: httpx.AsyncClient, whole: bool = False) -> str:
        only_new = bool(self.cursor) and not whole
        answer = await http.get(
            self.address,
            params={"updatedSince": self.cursor} if only_new else {},
            headers={} if only_new or not self.etag else {"If-None-Match": self.etag},
        )
        if answer.status_code == 304:
            return "unchanged"
        answer.raise_for_status()
        # Texts: what is guessed from a code loses its zeros.
        rows = pandas.read_csv(io.BytesIO(answer.content), dtype=str).set_index(self.key)
        self.rows = pandas.concat([self.rows.drop(rows.index, errors="ignore"), rows]) if only_new else rows
        self.etag = self.etag if only_new else answer.headers["ETag"]
        self.cursor = answer.headers["Kompetensnav-Cursor"]
        return f"{len(rows)} rows"


async def main() -> None:
    token = Token()
    headers = {"Accept": "application/graphql-response+json, text/csv", "Accept-Language": "en"}
    async with httpx.AsyncClient(auth=token, headers=headers, transport=Patient(), timeout=60) as http:
        client = Client(url=f"{SERVICE}/graphql", http_client=cast(Any, http))
        print("people needed:", sum([need.people_needed async for need in all_needs(client)]))
        try:
            await client.needs(first=101)
        except GraphQLClientGraphQLMultiError as refused:
            print("refused:", *(error.extensions["code"] for error in refused.errors if error.extensions))

        copy = Copy("behov-per-branschrad", key="need_id")
        print("copy:", await copy.refresh(http), await copy.refresh(http, whole=True))

        held = (await client.roles()).viewer.roles
        council = next(role.council_id for role in held if role.role == "PROCESS_LEADER")
        need = ReportNeedInput(
            councilId=council, title="Batteriteknik", basis=NeedBasis.BOTH, cause=NeedCause.TECHNOLOGY_SHIFT,
            horizon=NeedHorizon.SHORT, targetGroup=TargetGroup.ALL, peopleNeeded=0,
        )  # fmt: skip
        await report(client, need, str(uuid.uuid4()))
        key, need = str(uuid.uuid4()), need.model_copy(update={"people_needed": 12})
        id, again = await report(client, need, key), await report(client, need, key)
        assert id and id == again, "it was not reported once"
        print("reported", id)
        await qualify(client, id, "29", version=0)
        print("new:", await copy.refresh(http))

        async for event in happenings(["NeedReported", "NeedEndorsed"], token):
            print("event", event.name)
            if event.name == "NeedEndorsed" and event.subject_id == id:
                return


asyncio.run(main())
