//! `_thread.lock` and `_thread.RLock`.

use objects::Ref;

use super::{nanoseconds, new_sync, sync};
use crate::builtins::{argument, arity};
use crate::objects::{Body, Extension, Kind, NativeFn, SyncState};
use crate::vm::{Args, On, Outcome, R, Vm};

/// How long to wait: not at all, until a moment, or for ever.
#[derive(Clone, Copy)]
enum Patience {
    None,
    Until(u64),
    Endless,
}

/// `lock_acquire_parse_args`: `(blocking=True, timeout=-1)` behind the object itself.
fn patience(vm: &mut Vm, args: &Args<'_>) -> R<Patience> {
    if args.pos.len() > 3 {
        let given = args.pos.len() + args.kw.len() - 1;
        return Err(vm.type_error(format!(
            "acquire() takes at most 2 arguments ({given} given)"
        )));
    }
    if let Some(&(name, _)) = args
        .kw
        .iter()
        .find(|(name, _)| !matches!(vm.text(*name), "blocking" | "timeout"))
    {
        let name = vm.text(name);
        let text = if vm.since(13) {
            format!("acquire() got an unexpected keyword argument '{name}'")
        } else {
            format!("'{name}' is an invalid keyword argument for acquire()")
        };
        return Err(vm.type_error(text));
    }
    let blocking = match argument(vm, args, 1, "blocking") {
        Some(blocking) => vm.truth(blocking)?,
        None => true,
    };
    let timeout = match argument(vm, args, 2, "timeout") {
        Some(timeout) => nanoseconds(vm, timeout)?,
        None => -1_000_000_000,
    };
    let has_timeout = timeout != -1_000_000_000;
    if !blocking && has_timeout {
        return Err(vm.value_error("can't specify a timeout for a non-blocking call"));
    }
    if has_timeout && timeout < 0 {
        return Err(vm.value_error(if vm.since(13) {
            "timeout value must be a non-negative number"
        } else {
            "timeout value must be positive"
        }));
    }
    Ok(match (blocking, has_timeout) {
        (false, _) => Patience::None,
        (true, false) => Patience::Endless,
        (true, true) => Patience::Until(vm.clock.now().saturating_add(timeout.unsigned_abs())),
    })
}

/// Takes it if it is free.
fn try_acquire(vm: &mut Vm, object: Ref) -> bool {
    let ident = vm.ident();
    match vm.body_mut(object) {
        Body::Extension(extension) => match &mut **extension {
            Extension::Sync(sync) => sync.state.acquire(ident),
            _ => false,
        },
        _ => false,
    }
}

/// `acquire_timed`
fn acquire(vm: &mut Vm, args: &Args<'_>) -> R {
    let this = args.pos[0];
    loop {
        match vm.outcome() {
            Some(Outcome::Granted) => return Ok(vm.bool(true)),
            Some(Outcome::TimedOut) => return Ok(vm.bool(false)),
            None => {}
        }
        let patience = patience(vm, args)?;
        if try_acquire(vm, this) {
            return Ok(vm.bool(true));
        }
        let deadline = match patience {
            Patience::None => return Ok(vm.bool(false)),
            Patience::Until(moment) => Some(moment),
            Patience::Endless => None,
        };
        vm.wait(On::Object(this), deadline)?;
    }
}

/// `__enter__`: waits for ever.
fn enter(vm: &mut Vm, args: &Args<'_>) -> R {
    acquire(vm, &Args::pos(&args.pos[..1]))
}

fn set_state(vm: &mut Vm, object: Ref, state: SyncState) {
    if let Body::Extension(extension) = vm.body_mut(object)
        && let Extension::Sync(sync) = &mut **extension
    {
        sync.state = state;
    }
}

fn release(vm: &mut Vm, this: Ref) -> R<()> {
    match sync(vm, this) {
        Some(SyncState::Lock { locked: true }) => {
            set_state(vm, this, SyncState::Lock { locked: false });
            vm.wake_waiters(this);
            Ok(())
        }
        Some(&SyncState::RLock { owner, count }) => {
            if count == 0 || owner != vm.ident() {
                return Err(vm.error("RuntimeError", "cannot release un-acquired lock"));
            }
            let count = count - 1;
            let owner = if count == 0 { 0 } else { owner };
            set_state(vm, this, SyncState::RLock { owner, count });
            if count == 0 {
                vm.wake_waiters(this);
            }
            Ok(())
        }
        _ => Err(vm.error("RuntimeError", "release unlocked lock")),
    }
}

fn release_checked(vm: &mut Vm, args: &Args<'_>, name: &str) -> R {
    let short = name.rsplit('.').next().unwrap_or(name);
    let shown = if vm.since(9) { name } else { short };
    arity(vm, args, shown, 0, 0, 1)?;
    release(vm, args.pos[0])?;
    Ok(vm.none())
}

fn exit(vm: &mut Vm, args: &Args<'_>) -> R {
    release(vm, args.pos[0])?;
    Ok(vm.none())
}

fn is_locked(vm: &Vm, this: Ref) -> bool {
    match sync(vm, this) {
        Some(SyncState::Lock { locked }) => *locked,
        Some(SyncState::RLock { count, .. }) => *count > 0,
        _ => false,
    }
}

fn locked(vm: &mut Vm, args: &Args<'_>) -> R {
    let locked = is_locked(vm, args.pos[0]);
    Ok(vm.bool(locked))
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> R {
    let this = args.pos[0];
    let word = if is_locked(vm, this) {
        "locked"
    } else {
        "unlocked"
    };
    let class = vm.type_of(this);
    let (module, name) = vm.type_names(class);
    let details = match sync(vm, this) {
        Some(SyncState::RLock { owner, count }) => format!(" owner={owner} count={count}"),
        _ => String::new(),
    };
    let text = format!(
        "<{word} {module}.{name} object{details} at {:#x}>",
        vm.id_of(this)
    );
    Ok(vm.str(text))
}

/// After a fork it would be unlocked; there is none here, and the threading module calls it in its own `fork` only.
fn reinit(vm: &mut Vm, args: &Args<'_>) -> R {
    let state = match sync(vm, args.pos[0]) {
        Some(SyncState::RLock { .. }) => SyncState::RLock { owner: 0, count: 0 },
        _ => SyncState::Lock { locked: false },
    };
    set_state(vm, args.pos[0], state);
    Ok(vm.none())
}

fn new_lock(vm: &mut Vm, args: &Args<'_>) -> R {
    if !vm.since(13) {
        return Err(vm.type_error("cannot create '_thread.lock' instances"));
    }
    arity(vm, args, "lock", 0, 0, 1)?;
    Ok(new_sync(vm, SyncState::Lock { locked: false }))
}

fn new_rlock(vm: &mut Vm, args: &Args<'_>) -> R {
    let state = SyncState::RLock { owner: 0, count: 0 };
    let class = args.pos[0];
    if class == vm.kind(Kind::RLock) {
        return Ok(new_sync(vm, state));
    }
    let sync = crate::objects::Sync::new(state, vm.version);
    Ok(vm.instance(class, Body::Extension(Box::new(Extension::Sync(sync)))))
}

/// Of a reentrant lock: lets go of it whatever its count, and says what it was.
fn release_save(vm: &mut Vm, args: &Args<'_>) -> R {
    let this = args.pos[0];
    match sync(vm, this) {
        Some(&SyncState::RLock { owner, count }) if count > 0 => {
            set_state(vm, this, SyncState::RLock { owner: 0, count: 0 });
            vm.wake_waiters(this);
            let parts = [count, owner].map(|part| vm.int(i128::from(part).into()));
            Ok(vm.tuple(parts.to_vec()))
        }
        _ => Err(vm.error("RuntimeError", "cannot release un-acquired lock")),
    }
}

/// The way back: waits, and has the count that it had.
fn acquire_restore(vm: &mut Vm, args: &Args<'_>) -> R {
    let this = args.pos[0];
    let result = acquire(vm, &Args::pos(&args.pos[..1]))?;
    vm.decref(result);
    let saved = args.pos.get(1).map_or(&[][..], |&saved| vm.items(saved));
    if let (Some(&count), owner) = (saved.first(), vm.ident()) {
        let count = vm.i64_value(count).unwrap_or(1).unsigned_abs();
        set_state(vm, this, SyncState::RLock { owner, count });
    }
    Ok(vm.none())
}

/// How often the calling thread has it.
fn own_count(vm: &Vm, this: Ref) -> u64 {
    match sync(vm, this) {
        Some(&SyncState::RLock { owner, count }) if owner == vm.ident() => count,
        _ => 0,
    }
}

pub(super) const LOCK: &[(&str, NativeFn)] = &[
    ("__new__", new_lock),
    ("acquire", acquire),
    ("acquire_lock", acquire),
    ("release", |vm, args| {
        release_checked(vm, args, "lock.release")
    }),
    ("release_lock", |vm, args| {
        release_checked(vm, args, "lock.release_lock")
    }),
    ("locked", locked),
    ("locked_lock", locked),
    ("_at_fork_reinit", reinit),
    ("__enter__", enter),
    ("__exit__", exit),
    ("__repr__", repr),
];

pub(super) const RLOCK: &[(&str, NativeFn)] = &[
    ("__new__", new_rlock),
    ("acquire", acquire),
    ("release", |vm, args| {
        release_checked(vm, args, "RLock.release")
    }),
    ("locked", |vm, args| {
        if vm.since(14) {
            return locked(vm, args);
        }
        let text = "'_thread.RLock' object has no attribute 'locked'";
        Err(vm.error("AttributeError", text))
    }),
    ("_is_owned", |vm, args| {
        let owned = own_count(vm, args.pos[0]) > 0;
        Ok(vm.bool(owned))
    }),
    ("_recursion_count", |vm, args| {
        let count = own_count(vm, args.pos[0]);
        Ok(vm.int(i128::from(count).into()))
    }),
    ("_release_save", release_save),
    ("_acquire_restore", acquire_restore),
    ("_at_fork_reinit", reinit),
    ("__enter__", enter),
    ("__exit__", exit),
    ("__repr__", repr),
];
