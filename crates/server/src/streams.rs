//! Streams that stay open: how many a device has, and that they end when the server stops.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::watch;
use values::DeviceId;

/// Streams of one device: a window, `xinbao sync --watch`, and one of each that the network has dropped without saying so.
const OF_A_DEVICE: u32 = 4;

/// The open streams of this node.
#[derive(Debug)]
pub(crate) struct Streams {
    seats: Arc<Mutex<HashMap<DeviceId, u32>>>,
    stop: watch::Sender<bool>,
}

impl Default for Streams {
    fn default() -> Self {
        Self { seats: Arc::default(), stop: watch::Sender::new(false) }
    }
}

/// The place of one stream, free again when it is dropped.
#[derive(Debug)]
pub(crate) struct Seat {
    seats: Arc<Mutex<HashMap<DeviceId, u32>>>,
    device: DeviceId,
}

impl Streams {
    /// A place for one more stream of this device, unless it has too many.
    pub(crate) fn take(&self, device: DeviceId) -> Option<Seat> {
        let mut seats = self.seats.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = seats.entry(device).or_default();
        if *taken >= OF_A_DEVICE {
            return None;
        }
        *taken += 1;
        Some(Seat { seats: self.seats.clone(), device })
    }

    /// Changes when streams are to end.
    pub(crate) fn stopping(&self) -> watch::Receiver<bool> {
        self.stop.subscribe()
    }

    /// Ends every stream.
    pub(crate) fn end(&self) {
        self.stop.send_replace(true);
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut seats = self.seats.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = seats.get_mut(&self.device) {
            *taken -= 1;
            if *taken == 0 {
                seats.remove(&self.device);
            }
        }
    }
}
