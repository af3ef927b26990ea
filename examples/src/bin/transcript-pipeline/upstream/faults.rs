//! Connections that break on request: reset, or closed in the middle of an answer.
//!
//! A handler cannot do that through HTTP, so the stream under it is wrapped, and the handler holds a
//! [`Fault`], the switch of its own connection.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// How one connection is going to break. By default it does not.
#[derive(Debug, Clone, Default)]
pub(super) struct Fault(Arc<Mutex<Plan>>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Plan {
    #[default]
    None,
    Reset,
    /// How many more bytes go out.
    CloseAfter(usize),
}

impl Fault {
    pub(super) fn reset(&self) {
        self.set(Plan::Reset);
    }

    pub(super) fn close_after(&self, bytes: usize) {
        self.set(Plan::CloseAfter(bytes));
    }

    fn set(&self, plan: Plan) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = plan;
    }

    fn plan(&self) -> Plan {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connected<IncomingStream<'_, FaultyListener>> for Fault {
    fn connect_info(stream: IncomingStream<'_, FaultyListener>) -> Self {
        stream.io().fault.clone()
    }
}

/// Accepts connections that can be broken.
pub(super) struct FaultyListener {
    listener: TcpListener,
}

impl FaultyListener {
    pub(super) const fn new(listener: TcpListener) -> Self {
        Self { listener }
    }
}

impl Listener for FaultyListener {
    type Io = FaultyStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (FaultyStream, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.listener).await;
        (
            FaultyStream {
                stream,
                fault: Fault::default(),
            },
            address,
        )
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A connection that does what its [`Fault`] says.
pub(super) struct FaultyStream {
    stream: TcpStream,
    fault: Fault,
}

impl AsyncRead for FaultyStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for FaultyStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        match self.fault.plan() {
            Plan::None => Pin::new(&mut self.stream).poll_write(cx, buf),
            // Without lingering, closing the socket sends RST in place of FIN.
            Plan::Reset => Poll::Ready(
                self.stream
                    .set_zero_linger()
                    .and(Err(io::ErrorKind::ConnectionReset.into())),
            ),
            Plan::CloseAfter(0) => Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into())),
            Plan::CloseAfter(left) => {
                let part = buf.get(..left).unwrap_or(buf);
                let written = ready!(Pin::new(&mut self.stream).poll_write(cx, part))?;
                self.fault.close_after(left - written);
                Poll::Ready(Ok(written))
            }
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.fault.plan() {
            // A shutdown would say goodbye in order, which a reset does not.
            Plan::Reset => Poll::Ready(Ok(())),
            _ => Pin::new(&mut self.stream).poll_shutdown(cx),
        }
    }
}
