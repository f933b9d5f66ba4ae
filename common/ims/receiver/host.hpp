#ifndef PTKT_IMS_RECEIVER_HOST_HPP
#define PTKT_IMS_RECEIVER_HOST_HPP

#include "common/formats/json/json.hpp"
#include "common/ims/protocol/host.hpp"

namespace ptkt::ims_receiver {

/// The program around a receiver.
class Host : public ims_protocol::Host {
  public:
    /// Whether its lines go to a log that keeps apart what is known, so that `note_of` gets it.
    [[nodiscard]] virtual bool keeps_facts() const { return false; }
    /// A line for people, and as an object what it says.
    virtual void note_of(std::string_view line, const json::Json& /*facts*/) { note(line); }
};

}  // namespace ptkt::ims_receiver

#endif
