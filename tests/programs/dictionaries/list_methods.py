# What do the everyday methods of lists do?
row = [3, 1, 2]
print(row.sort(), row, sorted(row, reverse=True), row.reverse(), row)
row.insert(1, 9)
row.insert(100, 8)
row.extend("ab")
print(row, row.index(9), row.count(1))
row[1:3] = [7, 7, 7]
print(row)
row[::2] = [0] * len(row[::2])
print(row, row * 2 == row + row)
for run in (lambda: row.sort(), lambda: row.index("z"), lambda: row.remove("z"),
            lambda: row.__setitem__(slice(0, 4, 2), [1]), lambda: row["a"],
            lambda: row.__setitem__(99, 1), lambda: row.insert("a", 1), lambda: row + "ab"):
    try:
        run()
    except Exception as error:
        print(type(error).__name__, error)
