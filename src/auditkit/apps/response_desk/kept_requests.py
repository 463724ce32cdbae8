"""Requests for records as they are kept, and what a person does with them on this page. No widgets here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from auditkit.desks import records_requests
from auditkit.store.records import StoreError

if TYPE_CHECKING:
    from auditkit.apps.response_desk.model import ResponseDeskModel


class KeptRequests:
    """`all` are the requests by key. Who acts, when, and where it is kept, is the page's."""

    def __init__(self, page: ResponseDeskModel) -> None:
        self._page = page
        self.all: dict[str, records_requests.Request] = {}

    def load(self) -> None:
        """Take up what is kept now."""
        self.all = records_requests.requests(self._page.kept.events(records_requests.DESK))

    def open(self, **told) -> str:
        """A request came in (`records_requests.received`). Returns "" or a sentence."""
        from auditkit.reference import Reference
        from auditkit.reference.denial_codes import DenialCodes

        page = self._page
        if not page.who.strip():
            return "Say who you are first: every step is kept with a name."
        try:
            codes = DenialCodes(Reference.of_practice())
            new = records_requests.received(who=page.who.strip(), when=page.moment, codes=codes, **told)
            if new.subject in self.all:
                return "This request is on the list already."
            page.kept.append([new])
        except (records_requests.Refused, StoreError) as error:
            return str(error)
        self.load()
        return ""

    def act(self, key: str, kind: str, details: Mapping[str, object]) -> str:
        """One more step of a request. Returns "" or a sentence."""
        page = self._page
        try:
            page.kept.append([records_requests.act(self.all[key], kind, details, who=page.who, when=page.moment)])
        except records_requests.Refused as refused:
            return str(refused)
        except StoreError as error:
            page.load()
            return str(error)
        self.load()
        return ""
