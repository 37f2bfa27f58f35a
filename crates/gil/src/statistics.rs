//! What a lock has counted.

/// Numbers since the lock was made. CPython keeps the first one only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Statistics {
    /// `gil->switch_number`: how often a thread took the lock that wasn't the last holder.
    pub switch_number: u64,
    /// How often a waiter asked the holder to let go.
    pub drop_requests: u64,
    /// How often a thread went to sleep because the lock was held.
    pub waits: u64,
}
