#ifndef PTKT_IMS_RECEIVER_HOST_HPP
#define PTKT_IMS_RECEIVER_HOST_HPP

#include "common/ims/protocol/host.hpp"

namespace ptkt::ims_receiver {

using ims_protocol::Host;

}  // namespace ptkt::ims_receiver

#endif
