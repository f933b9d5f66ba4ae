#include "common/ims/capture/capture_writer.hpp"

#include "common/ims/capture/dissector.hpp"
#include "common/ims/capture/packet_reader.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using namespace ptkt::ims_capture;

TEST_CASE("what is written as a capture is read as that, with addresses of both kinds") {
    for (const bool is_v4 : {true, false}) {
        const base::Bytes data(1'001, 0x5A);
        TcpSegment segment;
        segment.time = Time(std::chrono::microseconds(1'795'341'600'250'000));
        segment.from = {{10, 0, 0, 1}, is_v4, 40'000};
        segment.to = {{10, 0, 0, 2}, is_v4, 9'999};
        segment.sequence = 7;
        segment.acknowledged = 8;
        segment.ack = true;
        segment.data = data;
        std::string file = capture_front();
        append_segment(file, segment);
        file += capture_front();
        segment.syn = true;
        append_segment(file, segment);

        PacketReader reader;
        reader.feed(base::as_bytes(file));
        Dissector dissector;
        for (const bool syn : {false, true}) {
            const auto packet = reader.next();
            REQUIRE(packet.ok());
            REQUIRE(*packet);
            CHECK((*packet)->time == segment.time);
            const auto read = dissector.segment_of(**packet);
            REQUIRE(read);
            CHECK(read->from == segment.from);
            CHECK(read->to == segment.to);
            CHECK(read->sequence == 7);
            CHECK(read->acknowledged == 8);
            CHECK(read->syn == syn);
            CHECK(read->ack);
            CHECK(base::as_text(read->data) == base::as_text(data));
        }
        CHECK_FALSE(*reader.next());
        CHECK(reader.pending() == 0);
    }
}
