"""A kernel connection that does not wait: every answer of a panel reaches the browser about 40 ms sooner.

A kernel answers a click with several small messages. TCP, left alone, holds back the second until the browser
has acknowledged the first (Nagle's algorithm, RFC 896), and a browser takes its time to acknowledge (up to 40
ms). Setting TCP_NODELAY on the websocket sends each message at once. Jupyter Server leaves the choice to
`ServerApp.kernel_websocket_connection_class`; the set-up names this class there (see `commands/wiring.py`).
"""

from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PrompterWebsocket(ZMQChannelsWebsocketConnection):
    """Jupyter Server's own kernel websocket, with TCP_NODELAY."""

    def connect(self) -> Any:  # a Future, where the base of all such classes promises a coroutine
        """Switch the delay off, then connect as ever."""
        if self.websocket_handler.ws_connection is not None:  # the browser may have left already
            self.websocket_handler.set_nodelay(True)
        return super().connect()
