"""Files as they arrive: nothing beyond what an import takes is kept, in memory or on disk."""

from contextlib import suppress
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

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


class PassingFile(TemporaryFileUploadHandler):
    """Keeps a large file on the disk while it is read; where that is full the sender is heard out, then told.

    Answered in the middle of what it sends, a browser or a proxy would see a broken connection instead.
    """

    fault: OSError | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            self.fault = error

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            if self.fault is None:
                self.file.write(raw_data)
        except OSError as error:
            self.fault = error
            with suppress(OSError):  # (it has no room for its last bytes either)
                self.file.close()  # and remove it

    def file_complete(self, file_size: int) -> Any:
        if self.fault:
            raise self.fault
        return super().file_complete(file_size)
