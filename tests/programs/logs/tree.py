# Which loggers hand a record on, and which handlers write it?
import logging
import sys


class Loud(logging.Handler):
    def emit(self, record):
        print("loud:", record.levelname, self.format(record))


handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("%(name)s %(levelname)-8s %(funcName)s:%(lineno)d %(message)s"))
parent = logging.getLogger("shop")
parent.addHandler(handler)
child = logging.getLogger("shop.tea.green")
print(parent, child, child.parent, logging.getLogger("shop.tea").parent is parent, child.parent)


def serve():
    child.info("not written")
    child.warning("%d cups", 2)
    parent.setLevel(logging.DEBUG)
    child.debug("%(what)s", {"what": "written now"})
    child.addHandler(Loud(logging.ERROR))
    child.error("twice")
    child.propagate = False
    child.critical("once")
    try:
        1 / 0
    except ZeroDivisionError:
        parent.exception("with a reason")


serve()
logging.disable(logging.CRITICAL)
parent.critical("never")
logging.disable(logging.NOTSET)
for wrong in ("TEA", 1.5):
    try:
        parent.setLevel(wrong)
    except (TypeError, ValueError) as error:
        print(error)
