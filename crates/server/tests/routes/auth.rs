//! `/auth`

mod captcha;
mod devices;
mod login;
mod mobile;
mod password;
mod refresh;
