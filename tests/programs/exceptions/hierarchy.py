# Which clause catches an exception?
class Base(Exception):
    pass


class Child(Base):
    pass


def catch(error):
    try:
        raise error
    except (KeyError, IndexError) as e:
        return "lookup " + type(e).__name__
    except Child:
        return "child"
    except Base:
        return "base"
    except Exception:
        return "exception"
    except BaseException:
        return "base exception"


for error in (KeyError(1), Child(), Base(), OSError(), KeyboardInterrupt(), SystemExit()):
    print(catch(error))
print([kind.__name__ for kind in KeyError.__mro__])
