# How does a record look in the three styles, and what is refused?
import logging
import sys

handler = logging.StreamHandler(sys.stdout)
logger = logging.getLogger("shop")
logger.addHandler(handler)
for style, text in (("%", "%(levelname)s|%(message)10s"), ("{", "{levelname}|{message:>10}"), ("$", "$levelname|${message}$$")):
    handler.setFormatter(logging.Formatter(text, style=style))
    logger.warning("tea")
    try:
        logging.Formatter("no field", style=style)
    except ValueError as error:
        print(error)
logging.LoggerAdapter(logger, {"who": "Ann"}).error("more")
handler.setFormatter(logging.Formatter("%(who)s %(message)s"))
logging.LoggerAdapter(logger, {"who": "Ann"}).error("more")
handler.addFilter(lambda record: "secret" not in record.getMessage())
logger.warning("a secret", extra={"who": "Bob"})
logger.warning("no %s", "news", extra={"who": "Bob"})
record = logging.makeLogRecord({"name": "x", "levelno": 10, "msg": "%s and %s", "args": (1, 2)})
print(record.getMessage(), logging.getLevelName(record.levelno), logging.getLevelName("ERROR"), logging.getLevelName(33))
try:
    logger.warning("x", extra={"message": "y"})
except KeyError as error:
    print(error)
