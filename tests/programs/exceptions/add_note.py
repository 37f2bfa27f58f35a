# Where do the notes of an exception appear?
# since: 3.11
# raises: ValueError
def work(number):
    try:
        raise ValueError("bad number")
    except ValueError as error:
        error.add_note(f"while working on {number}")
        error.add_note("second note")
        print(error.__notes__)
        raise


try:
    ValueError("x").add_note(5)
except TypeError as error:
    print(error)
work(7)
