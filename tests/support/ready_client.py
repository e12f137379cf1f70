"""Stands for `python` in scripts of a shell: `python -I -S ready_client.py SOCKET ARGUMENTS` runs `python ARGUMENTS` in a ready process."""

import json
import os
import socket
import struct
import sys

with socket.socket(socket.AF_UNIX) as connection:
    connection.connect(sys.argv[1])
    request = {
        "arguments": sys.argv[2:],
        "cwd": os.getcwd(),  # noqa: PTH109 - pathlib takes longer to load than all the rest
        "env": dict(os.environ),
        "terminal": False,
    }
    content = json.dumps(request).encode()
    socket.send_fds(connection, [struct.pack("!I", len(content))], (0, 1, 2))
    connection.sendall(content)
    for stream in (0, 1):
        os.close(stream)
    _, status = connection.makefile().read().splitlines()
sys.exit(int(status) if int(status) >= 0 else 128 - int(status))
