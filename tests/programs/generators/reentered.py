# Can a generator ask itself for its next value?
def curious():
    try:
        next(running)
    except ValueError as error:
        yield str(error)
    yield "end"


running = curious()
print(next(running))
print(next(running))
print(running.gi_running, running.gi_frame is not None)
print(next(running, None), running.gi_frame)
