"""Two parts of Scrapy's engine without what nobody uses here: both stand in the way of every page."""

from collections.abc import Callable, Coroutine
from types import CoroutineType
from typing import Any

from scrapy.core.downloader import Downloader
from scrapy.core.downloader.middleware import DownloaderMiddlewareManager
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.signalmanager import SignalManager

Ask = Callable[[Request], Coroutine[Any, Any, Response]]


class HeardSignals(SignalManager):
    """Sends only what somebody listens to: Scrapy looks for listeners eight times a page, and mostly there are none."""

    def __init__(self, sender: Any) -> None:
        super().__init__(sender)
        self._heard: list[Any] = []

    def connect(self, receiver: Any, signal: Any, **kwargs: Any) -> None:
        self._heard.append(signal)
        super().connect(receiver, signal, **kwargs)

    def disconnect(self, receiver: Any, signal: Any, **kwargs: Any) -> None:
        self._heard.remove(signal)
        super().disconnect(receiver, signal, **kwargs)

    def send_catch_log(self, signal: Any, **kwargs: Any) -> list[tuple[Any, Any]]:
        return super().send_catch_log(signal, **kwargs) if signal in self._heard else []


class PlainDownloader(Downloader):
    """Scrapy's own, with the shorter way through the same middlewares."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.middleware.__class__ = PlainWay  # Scrapy names the class itself, and has made them all by now


class PlainWay(DownloaderMiddlewareManager):
    """Calls what is no coroutine without making one of it; what a middleware may answer is Scrapy's own affair."""

    async def _process_request(self, request: Request, download_func: Ask) -> Response | Request:
        for method in self.methods["process_request"]:
            assert method is not None
            answer = method(request=request)
            if isinstance(answer, CoroutineType):
                answer = await answer
            if answer is not None:
                return answer  # type: ignore[no-any-return]
        return await download_func(request)

    async def _process_response(self, response: Response | Request, request: Request) -> Response | Request:
        if isinstance(response, Request):
            return response
        for method in self.methods["process_response"]:
            assert method is not None
            answer = method(request=request, response=response)
            response = await answer if isinstance(answer, CoroutineType) else answer
            if isinstance(response, Request):
                return response
        return response
