//! [`Places`]: the order in which an instance got its values.

use slots::SHARED_KEYS_MAX_SIZE;

/// Places among shared keys. There are so few of them that they lie in the instance itself.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Places {
    len: u8,
    places: [u8; SHARED_KEYS_MAX_SIZE],
}

impl Places {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        usize::from(self.len)
    }

    /// One more. Says whether there was room for it.
    pub(crate) fn push(&mut self, place: usize) -> bool {
        let (Some(free), Ok(place)) =
            (self.places.get_mut(usize::from(self.len)), place.try_into())
        else {
            return false;
        };
        *free = place;
        self.len += 1;
        true
    }

    /// Takes out the one that stands at `at`, if one does.
    pub(crate) fn remove(&mut self, at: usize) {
        let len = self.len();
        if let Some(behind) = self.places.get_mut(at..len)
            && !behind.is_empty()
        {
            behind.rotate_left(1);
            self.len -= 1;
        }
    }

    /// They, in their order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u8> + '_ {
        self.places.iter().copied().take(self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_keep_their_order_and_end_at_the_most_shared_keys() {
        let mut places = Places::default();
        assert!((0..SHARED_KEYS_MAX_SIZE).all(|place| places.push(place)));
        assert!(!places.push(0));
        places.remove(1);
        places.remove(SHARED_KEYS_MAX_SIZE);
        assert_eq!(places.iter().take(3).collect::<Vec<_>>(), [0, 2, 3]);
        assert_eq!(places.len(), SHARED_KEYS_MAX_SIZE - 1);
    }
}
