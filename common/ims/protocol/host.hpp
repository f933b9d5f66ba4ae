#ifndef PTKT_IMS_PROTOCOL_HOST_HPP
#define PTKT_IMS_PROTOCOL_HOST_HPP

#include <string_view>

#include "common/base/error.hpp"
#include "common/base/moment.hpp"
#include "common/base/time.hpp"

namespace ptkt::ims_protocol {

/// The program around a sender or receiver: gives it the time, and prints what it has to say to
/// people.
class Host {
  public:
    virtual ~Host() = default;

    [[nodiscard]] virtual base::Instant now() const = 0;
    /// The same, as fine as the program's clock is.
    [[nodiscard]] virtual base::Moment moment() const { return now(); }
    /// News, or what is out of the ordinary.
    virtual void note(std::string_view text) = 0;
    /// What somebody should look at; `hint` may be empty.
    virtual void warn(std::string_view what, std::string_view hint) = 0;
    void warn(std::string_view what) { warn(what, {}); }
    /// What has failed.
    virtual void report(const base::Error& error) = 0;
};

}  // namespace ptkt::ims_protocol

#endif
