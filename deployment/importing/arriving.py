"""Files as they arrive: nothing beyond what an import takes is kept, in memory or on disk."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler

from deployment.importing.reading import MOST_BYTES


class BoundedUpload(FileUploadHandler):
    """Stands before the handlers that keep: passes on one piece beyond the bound, which then shows."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.passed = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self.passed > MOST_BYTES:
            return None
        self.passed += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
