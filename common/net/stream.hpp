#ifndef PTKT_NET_STREAM_HPP
#define PTKT_NET_STREAM_HPP

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "common/base/bytes.hpp"

/// The bytes of a connection, whatever carries or protects them.
namespace ptkt::net {

/// What came of a step.
enum class Progress {
    Moved,     ///< done; where bytes move, so many of them
    Blocked,   ///< nothing for now; `Stream::awaits` says what to wait for
    Ended,     ///< the peer has ended its half
    Cut,       ///< the same, within something that was not whole yet
    Lost,      ///< the connection is of no more use
    Insecure,  ///< what protects it has failed
};

struct Transfer {
    Progress outcome = Progress::Blocked;
    std::size_t count = 0;
};

/// What a descriptor must be ready for.
struct Readiness {
    bool input = false;
    bool output = false;
    friend bool operator==(const Readiness&, const Readiness&) = default;
};

/// One connection, which never waits. An end, a loss and a failure stay; what was lost for writing
/// may still have something to read.
class Stream {
  public:
    Stream() = default;
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    virtual ~Stream();

    /// What stands before the first byte, such as a handshake. Reading and writing do it too; this
    /// is for those who want to know before.
    [[nodiscard]] virtual Progress establish() = 0;
    /// Up to as many bytes as there is place for; never Moved with none.
    [[nodiscard]] virtual Transfer read(std::span<base::Byte> place) = 0;
    /// Takes some of the bytes. After Blocked, the next call must begin with the same bytes.
    [[nodiscard]] virtual Transfer write(base::ByteView bytes) = 0;
    /// Tells the peer that nothing more comes. Blocked: to be called again.
    [[nodiscard]] virtual Progress end_output() = 0;
    /// For the time after `end_output`: throws away what comes in, with the place for scratch.
    [[nodiscard]] virtual Progress discard(std::span<base::Byte> place) = 0;

    /// What to wait for when one wants to read, to write, or both.
    [[nodiscard]] virtual Readiness awaits(bool reading, bool writing) const = 0;
    /// True when `read` has more to say although the descriptor may not be ready again.
    [[nodiscard]] virtual bool has_pending() const = 0;
    /// False when there is anything to be read: bytes, an end, a loss. Takes nothing away.
    [[nodiscard]] virtual bool is_quiet() = 0;
    /// Why it was lost or has failed, in one line that is safe to show.
    [[nodiscard]] virtual std::string failure() const = 0;
    /// What protects it, such as `TLSv1.3`; empty when nothing does.
    [[nodiscard]] virtual std::string protection() const = 0;
    [[nodiscard]] virtual int fd() const = 0;
};

using StreamPtr = std::unique_ptr<Stream>;
/// Puts a protection around a stream.
using Wrap = std::function<StreamPtr(StreamPtr)>;

/// The stream itself where there is nothing to wrap it with.
[[nodiscard]] StreamPtr wrapped(StreamPtr below, const Wrap& wrap);

}  // namespace ptkt::net

#endif
