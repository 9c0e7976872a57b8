"""Django's PostgreSQL backend over the embedded server, which it starts when first asked to connect."""

from pathlib import Path
from typing import Any

from django.db.utils import OperationalError

from config.embedded.server import EmbeddedServer
from config.walled import base

_servers: dict[Path, EmbeddedServer] = {}


def server_in(folder: Path) -> EmbeddedServer:
    """Give this process's handle on the server in `folder`."""
    return _servers.setdefault(folder, EmbeddedServer(folder))


class DatabaseWrapper(base.DatabaseWrapper):
    """Connects through the socket; a server that was killed is started again."""

    @property
    def server(self) -> EmbeddedServer:
        return server_in(Path(self.settings_dict["EMBEDDED_FOLDER"]))

    def get_connection_params(self) -> dict[str, Any]:
        self.server.ensure_running()
        return super().get_connection_params()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        try:
            return super().get_new_connection(conn_params)
        except OperationalError:
            self.server.doubt()
            self.server.ensure_running()
            return super().get_new_connection(conn_params)
